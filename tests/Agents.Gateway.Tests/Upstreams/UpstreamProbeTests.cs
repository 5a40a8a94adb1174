using System.Net;
using Agents.ServiceDefaults.Health;
using Agents.ServiceDefaults.Json;
using Microsoft.AspNetCore.Http;

namespace Agents.Gateway.Tests.Upstreams;

public class UpstreamProbeTests
{
    [Fact]
    public async Task BothReady_GatewayIsReadyFromTheFirstMoment()
    {
        await using var gateway = await TestGateway.StartAsync();

        (await gateway.Http.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SiloDegraded_IsPassedOnWithItsReason()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Silo.Health = Results.Json(
            new HealthReply(ReadinessState.Degraded, "silo", "agents.db is newer than this program"), SnakeCaseJson.Options, statusCode: 503);

        using var reply = await gateway.AskUntilAsync("/health", reply => !reply.IsSuccessStatusCode);

        reply.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await reply.Content.ReadAsStringAsync())
            .ShouldBe("""{"status":"degraded","service":"gateway","reason":"agents.db is newer than this program"}""");
        (await gateway.Http.GetAsync("/alive")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SiloGone_GatewayIsNotReadyUntilItIsBack()
    {
        await using var gateway = await TestGateway.StartAsync();
        var port = gateway.Silo.Port;
        await gateway.Silo.DisposeAsync();
        using var gone = await gateway.AskUntilAsync("/health", reply => reply.StatusCode == HttpStatusCode.ServiceUnavailable);
        (await gone.Content.ReadAsStringAsync()).ShouldContain("starting");

        await using var again = await TestUpstream.StartAsync("silo", port: port);

        using var back = await gateway.AskUntilAsync("/health", reply => reply.StatusCode == HttpStatusCode.OK);
    }
}
