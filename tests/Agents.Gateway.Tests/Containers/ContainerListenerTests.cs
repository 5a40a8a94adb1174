using System.Net;
using System.Net.Sockets;
using Agents.Gateway.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Gateway.Tests.Containers;

public sealed class ContainerListenerTests
{
    [Fact]
    public async Task Listener_TakesReportsWithAKeyAndNothingElse()
    {
        var bind = $"http://127.0.0.2:{FreePort()}";
        await using var gateway = await TestGateway.StartAsync(null, $"--AGENTS_CONTAINER_BIND={bind}");
        using var http = new HttpClient { BaseAddress = new Uri(bind) };
        http.DefaultRequestHeaders.Add("X-Agents-Scopes", "admin");

        var codes = new List<HttpStatusCode>
        {
            await AskAsync(http, HttpMethod.Post, "/api/v1/deployments/box/heartbeat", null),
            await AskAsync(http, HttpMethod.Get, "/api/v1/deployments", "ak_x"),
            await AskAsync(http, HttpMethod.Get, "/health", "ak_x"),
            await AskAsync(http, HttpMethod.Post, "/api/v1/deployments/box/execute", "ak_x"),
            await AskAsync(http, HttpMethod.Get, "/", "ak_x"),
        };
        var before = gateway.Silo.Requests;
        codes.Add(await AskAsync(http, HttpMethod.Post, "/api/v1/deployments/box/heartbeat", "ak_x"));
        codes.Add(await AskAsync(http, HttpMethod.Post, "/api/v1/deployments/register", "ak_x"));

        codes.ShouldBe([HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.OK]);
        (before, gateway.Silo.Requests).ShouldBe((0, 2));
        gateway.Silo.LastHeaders["X-Agents-Credential"].ToString().ShouldBe("ak_x");
        gateway.Silo.LastHeaders.Keys.ShouldNotContain("X-Agents-Scopes");
    }

    [Fact]
    public async Task Listener_ChangesNothingForEverybodyElse()
    {
        // Beyond loopback as Docker's bridge is, where the machine has such an address.
        var address = Dns.GetHostAddresses(Dns.GetHostName()).FirstOrDefault(static one => one.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(one)) ?? IPAddress.Parse("127.0.0.3");
        await using var gateway = await TestGateway.StartAsync(null, $"--AGENTS_CONTAINER_BIND=http://{address}:{FreePort(address)}");

        gateway.App.Services.GetRequiredService<AccessMode>().IsOpen.ShouldBeTrue();
        using var reply = await gateway.Http.GetAsync("/api/v1/executions");
        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void WrongAddress_IsNamed()
        => Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(static () => TestGateway.StartAsync(null, "--AGENTS_CONTAINER_BIND=somewhere").GetAwaiter().GetResult())
            .Message.ShouldContain("AGENTS_CONTAINER_BIND is 'somewhere'");

    private static async Task<HttpStatusCode> AskAsync(HttpClient http, HttpMethod method, string path, string? key)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("X-API-Key", key);
        using var reply = await http.SendAsync(request);
        return reply.StatusCode;
    }

    private static int FreePort(IPAddress? address = null)
    {
        using var listener = new TcpListener(address ?? IPAddress.Parse("127.0.0.2"), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
