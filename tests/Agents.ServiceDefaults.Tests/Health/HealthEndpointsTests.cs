using System.Net;
using Agents.ServiceDefaults.Health;
using Agents.ServiceDefaults.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.ServiceDefaults.Tests.Health;

public class HealthEndpointsTests
{
    [Fact]
    public async Task Ready_Is200()
    {
        await using var service = await TestService.StartAsync(_ => { });

        var reply = await service.Http.GetAsync("/health");

        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        reply.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await reply.Content.ReadAsStringAsync()).ShouldBe("""{"status":"ready","service":"probe","reason":null}""");
    }

    [Fact]
    public async Task Degraded_Is503WithTheReasonButAlive()
    {
        await using var service = await TestService.StartAsync(_ => { });
        service.Services.GetRequiredService<Readiness>().Degraded("database", "agents.db is newer than this program");

        var reply = await service.Http.GetAsync("/health");

        reply.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await reply.Content.ReadAsStringAsync())
            .ShouldBe("""{"status":"degraded","service":"probe","reason":"agents.db is newer than this program"}""");
        (await service.Http.GetAsync("/alive")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task BoundBeyondLoopback_TellsTheReasonToTheTokenOnly()
    {
        await using var service = await TestService.StartAsync(_ => { }, "http://0.0.0.0:0", "--AGENTS_INTERNAL_TOKEN=s3cret");
        service.Services.GetRequiredService<Readiness>().Degraded("database", "why");

        (await service.Http.GetStringAnyStatusAsync("/health")).ShouldNotContain("why");
        service.Http.DefaultRequestHeaders.Add(InternalToken.Header, "s3cret");
        (await service.Http.GetStringAnyStatusAsync("/health")).ShouldContain("why");
    }
}

internal static class AnyStatus
{
    public static async Task<string> GetStringAnyStatusAsync(this HttpClient http, string path)
    {
        using var reply = await http.GetAsync(path);
        return await reply.Content.ReadAsStringAsync();
    }
}
