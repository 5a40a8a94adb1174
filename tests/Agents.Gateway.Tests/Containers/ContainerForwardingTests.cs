using System.Net;
using Agents.Client.Deployments;
using Agents.Gateway.Containers;
using Agents.Gateway.Deployments;
using Agents.Gateway.Tests.Deployments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Agents.Gateway.Tests.Containers;

public sealed class ContainerForwardingTests
{
    private readonly FakeTable _table = new();

    [Fact]
    public async Task Call_ReachesTheContainer_AndNothingOfOursGoesThere()
    {
        await using var container = await TestUpstream.StartAsync("container", static app => app.MapGet("/cookie", static (HttpContext http) =>
        {
            http.Response.Headers.SetCookie = "theirs=1";
            http.Response.Headers.ContentSecurityPolicy = "default-src *";
            return "page";
        }));
        await using var gateway = await TestGateway.StartAsync(_table.Map);
        await _table.UseAsync(gateway, Of("t1", container.Port));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/d/box/run?x=1") { Content = new StringContent("{}") };
        request.Headers.Add("Authorization", "Bearer theirs");
        request.Headers.Add("Cookie", "agents=ours");
        request.Headers.Add("X-Mine", "kept");

        using var reply = await gateway.Http.SendAsync(request);
        using var page = await gateway.Http.GetAsync("/d/box/cookie");
        using var bare = await gateway.Http.GetAsync("/d/box");

        (await reply.Content.ReadAsStringAsync()).ShouldBe("container /run");
        container.LastHeaders["X-Mine"].ToString().ShouldBe("kept");
        container.LastHeaders["X-Forwarded-Prefix"].ToString().ShouldBe("/d/box");
        container.LastHeaders.Keys.ShouldNotContain("Authorization");
        container.LastHeaders.Keys.ShouldNotContain("Cookie");
        container.LastHeaders.Keys.Where(static name => name.StartsWith("X-Agents-", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        page.Headers.Contains("Set-Cookie").ShouldBeFalse();
        page.Headers.GetValues("Content-Security-Policy").ShouldBe(["sandbox allow-scripts"]);
        (bare.StatusCode, bare.Headers.Location!.ToString()).ShouldBe((HttpStatusCode.TemporaryRedirect, "/d/box/"));
    }

    [Fact]
    public async Task ContainerThatHasGone_IsSaidToBeAway_UntilALookFindsItBack()
    {
        var container = await TestUpstream.StartAsync("container");
        var port = container.Port;
        await using var gateway = await TestGateway.StartAsync(_table.Map, "--Gateway:ContainerProbeInterval=01:00:00");
        await _table.UseAsync(gateway, Of("t1", port));
        await container.DisposeAsync();
        var held = gateway.App.Services.GetRequiredService<DeploymentTable>().FindContainer("box")!;

        using var away = await gateway.Http.GetAsync("/d/box/health");
        var wasAway = held.IsAway;
        await using var back = await TestUpstream.StartAsync("container", port: port);
        await gateway.App.Services.GetServices<IHostedService>().OfType<ContainerProbe>().Single().LookAsync(CancellationToken.None);
        using var again = await gateway.Http.GetAsync("/d/box/run");

        (away.StatusCode, wasAway).ShouldBe((HttpStatusCode.ServiceUnavailable, true));
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task UnknownAndForbiddenPlaces_AreNotCalled()
    {
        await using var gateway = await TestGateway.StartAsync(_table.Map);
        await _table.UseAsync(gateway, new GatewayTable("t1", [], [])
        {
            Containers = [new GatewayContainer("silo", "localhost", gateway.Silo.Port), new GatewayContainer("self", "127.0.0.1", gateway.Http.BaseAddress!.Port), new GatewayContainer("far", "10.0.0.7", 80)],
        });
        var before = gateway.Silo.Requests;

        var codes = new List<HttpStatusCode>();
        foreach (var id in new[] { "none", "silo", "self", "far" })
        {
            using var reply = await gateway.Http.GetAsync($"/d/{id}/health");
            codes.Add(reply.StatusCode);
        }

        codes.ShouldBe([HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden]);
        gateway.Silo.Requests.ShouldBe(before);
    }

    [Fact]
    public async Task GatewayWithKeys_LetsInWhoMayCallThatContainer()
    {
        await using var container = await TestUpstream.StartAsync("container");
        await using var gateway = await TestGateway.StartAsync(
            app =>
            {
                _table.Map(app);
                app.MapGet("/api/v1/whoami", static (HttpContext http) => http.Request.Headers["X-Agents-Credential"].ToString() switch
                {
                    "ak_box" => Results.Json(Caller("invoke:box")),
                    "ak_other" => Results.Json(Caller("invoke:other")),
                    _ => Results.StatusCode(401),
                });
            },
            "--Gateway:RequireKey=true");
        await _table.UseAsync(gateway, Of("t1", container.Port));

        var codes = new List<HttpStatusCode>();
        foreach (var key in new[] { null, "ak_wrong", "ak_other", "ak_box" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/d/box/run");
            request.Headers.TryAddWithoutValidation("X-API-Key", key);
            using var reply = await gateway.Http.SendAsync(request);
            codes.Add(reply.StatusCode);
        }

        codes.ShouldBe([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.OK]);
        container.Requests.ShouldBe(1);
    }

    private static object Caller(string scope) => new { principal = "key:test", scopes = new[] { scope }, teams = Array.Empty<string>(), auth = "key", key_id = "k" };

    private static GatewayTable Of(string tag, int port) => new(tag, [], []) { Containers = [new GatewayContainer("box", "localhost", port)] };
}
