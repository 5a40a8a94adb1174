using System.Net;
using System.Net.Sockets;
using Agents.Silo.Models;

namespace Agents.Silo.Tests.Models.Health;

public sealed class ModelListProbeTests
{
    private static readonly ProviderSettings Settings = ProviderDefaults.Complete("openai", new ProviderConnection { ApiKey = "sk-canary" });

    [Theory]
    [InlineData(200, "Reachable")]
    [InlineData(404, "Reachable")]
    [InlineData(401, "Unusable")]
    [InlineData(403, "Unusable")]
    [InlineData(429, "Troubled")]
    [InlineData(500, "Troubled")]
    public void Status_TellsWhetherExecutionsMayBegin(int status, string state)
    {
        var health = ModelListProbe.OfStatus(Settings, (HttpStatusCode)status);

        health.State.ToString().ShouldBe(state);
        health.Message.ShouldNotContain("canary");
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, "Unusable")]
    [InlineData(SocketError.TryAgain, "Troubled")]
    [InlineData(SocketError.ConnectionRefused, "Troubled")]
    public void Network_RefusesOnlyWhatCannotMendItself(SocketError error, string state)
        => ModelListProbe.OfException(Settings, new HttpRequestException("broken", new SocketException((int)error))).State.ToString().ShouldBe(state);

    [Fact]
    public async Task NobodyListens_IsTrouble()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        (await ModelListProbe.AskAsync(Settings with { BaseUrl = new Uri($"http://127.0.0.1:{port}/v1") }, TimeProvider.System)).State.ShouldBe(ProviderState.Troubled);
    }
}
