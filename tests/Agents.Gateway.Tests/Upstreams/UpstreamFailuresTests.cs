using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Agents.Gateway.Upstreams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Gateway.Tests.Upstreams;

public class UpstreamFailuresTests
{
    [Fact]
    public async Task SiloDown_ProgramsGetAProblemWithATimeToComeBack()
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.Silo.DisposeAsync();

        var reply = await gateway.Http.GetAsync("/api/v1/workflows");

        reply.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        reply.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        var problem = await reply.ReadProblemAsync();
        problem.Text("code").ShouldBe("unavailable");
        problem.Text("detail").ShouldContain("silo");
    }

    [Fact]
    public async Task DashboardDown_BrowsersGetAPage()
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.Dashboard.DisposeAsync();
        gateway.Http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        var reply = await gateway.Http.GetAsync("/executions");

        reply.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        reply.Headers.RetryAfter.ShouldNotBeNull();
        reply.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await reply.Content.ReadAsStringAsync()).ShouldContain("dashboard");
    }

    [Fact]
    public async Task SiloStartedAgainOnItsPort_IsFoundAgain()
    {
        await using var gateway = await TestGateway.StartAsync();
        var port = gateway.Silo.Port;
        await gateway.Silo.DisposeAsync();
        (await gateway.Http.GetAsync("/api/v1/workflows")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        await using var again = await TestUpstream.StartAsync("second silo", port: port);

        (await gateway.Http.GetStringAsync("/api/v1/workflows")).ShouldStartWith("second silo");
    }

    [Fact]
    public async Task SiloThatDiesBeforeReplying_Is503NotAHang()
    {
        await using var gateway = await TestGateway.StartAsync(silo => silo.MapPost("/api/v1/executions", (HttpContext context) => context.Abort()));

        (await gateway.Http.PostAsync("/api/v1/executions", null)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task SiloThatTakesConnectionsAndSaysNothing_IsNotWaitedFor()
    {
        // Takes connections, as the kernel does for a stopped process, and never answers.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var gateway = await TestGateway.StartAsync(null, $"--AGENTS_SILO_URL=http://{silent.LocalEndpoint}", "--Gateway:ProbeTimeout=00:00:00.050");
        var silo = gateway.App.Services.GetRequiredService<UpstreamSet>().Silo;
        using var hung = await gateway.AskUntilAsync("/health", _ => silo.IsHung);

        (await hung.Content.ReadAsStringAsync()).ShouldContain("does not answer");
        (await gateway.Http.GetAsync("/api/v1/workflows")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }
}
