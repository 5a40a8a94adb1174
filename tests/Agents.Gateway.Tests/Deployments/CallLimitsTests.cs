using System.Net;
using System.Security.Cryptography;
using System.Text;
using Agents.Client.Access;
using Agents.Client.Deployments;
using Agents.Gateway.Deployments;
using Agents.Gateway.Tests.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Gateway.Tests.Deployments;

public class CallLimitsTests
{
    private static readonly RateLimit TwoADay = new(2, 86_400);

    [Fact]
    public async Task RateOfAnEndpoint_RefusesTheNextCallAndSaysWhenToComeBack()
    {
        var table = new FakeTable();
        await using var gateway = await TestGateway.StartAsync(table.Map);
        await table.UseAsync(gateway, FakeTable.Of("t1", "reports/weekly", new DeploymentTraffic { RateLimit = TwoADay }));

        using var first = await CallAsync(gateway, "/api/deployed/reports/weekly");
        using var second = await CallAsync(gateway, "/api/deployed/reports/weekly/");
        using var third = await CallAsync(gateway, "/API/deployed/reports/weekly");
        using var other = await CallAsync(gateway, "/api/deployed/reports/daily");

        (first.StatusCode, second.StatusCode, third.StatusCode, other.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK));
        (Header(first, "RateLimit-Limit"), Header(first, "RateLimit-Remaining"), Header(second, "RateLimit-Remaining"), Header(third, "RateLimit-Remaining")).ShouldBe(("2", "1", "0", "0"));
        Header(third, "Retry-After").ShouldBe("43200");
        (await third.ReadProblemAsync()).Text("code").ShouldBe("rate_limited");
        other.Headers.Contains("RateLimit-Limit").ShouldBeFalse();
        gateway.Silo.Requests.ShouldBe(3);
    }

    [Fact]
    public async Task RateOfAKey_HoldsWhereverItCallsAndLeavesOthersAlone()
    {
        var table = new FakeTable();
        await using var gateway = await TestGateway.StartAsync(table.Map);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("ak_busy")));
        await table.UseAsync(gateway, new GatewayTable("t1", [], [new GatewayKey(hash, TwoADay)]));

        var statuses = new List<HttpStatusCode>();
        foreach (var (key, path) in new[] { ("ak_busy", "/api/v1/workflows"), ("ak_busy", "/api/v1/executions"), ("ak_busy", "/v1/models"), ("ak_other", "/v1/models") })
        {
            using var reply = await gateway.SendAsync(HttpMethod.Get, path, $"Bearer {key}");
            statuses.Add(reply.StatusCode);
        }

        statuses.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK]);
    }

    [Fact]
    public async Task Strangers_TakeNothingFromThoseWhoMayCall()
    {
        var table = new FakeTable();
        await using var gateway = await TestGateway.StartAsync(
            silo =>
            {
                table.Map(silo);
                silo.MapGet("/api/v1/whoami", (HttpContext http) => http.Request.Headers["X-Agents-Credential"] == "ak_good"
                    ? Results.Json(new { principal = "user:ada", scopes = new[] { "operator" }, teams = Array.Empty<string>(), auth = "key", key_id = "k" })
                    : Results.Unauthorized());
            },
            "--Gateway:RequireKey=true");
        await table.UseAsync(gateway, FakeTable.Of("t1", "a", new DeploymentTraffic { RateLimit = TwoADay }));
        for (var call = 0; call < 5; call++)
        {
            using var stranger = await CallAsync(gateway, "/api/deployed/a", call % 2 == 0 ? null : "Bearer ak_bad");
            // The silo judges; this one takes everybody.
            stranger.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var known = await CallAsync(gateway, "/api/deployed/a", "Bearer ak_good");

        Header(known, "RateLimit-Remaining").ShouldBe("1");
    }

    [Fact]
    public async Task CallsAtOnce_AreCountedUntilTheyEnd()
    {
        var table = new FakeTable();
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var gateway = await TestGateway.StartAsync(silo =>
        {
            table.Map(silo);
            silo.MapPost("/api/deployed/slow", async () =>
            {
                entered.TrySetResult();
                await release.Task;
            });
        });
        await table.UseAsync(gateway, FakeTable.Of("t1", "slow", new DeploymentTraffic { MaxConcurrent = 1 }));

        var first = CallAsync(gateway, "/api/deployed/slow");
        await entered.Task;
        using var second = await CallAsync(gateway, "/api/deployed/slow");
        release.SetResult();
        using var ended = await first;
        using var third = await CallAsync(gateway, "/api/deployed/slow");

        (ended.StatusCode, second.StatusCode, third.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK));
        Header(second, "Retry-After").ShouldBe("1");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BodyOverTheEndpointsLimit_Is413(bool isChunked)
    {
        var table = new FakeTable();
        await using var gateway = await TestGateway.StartAsync(table.Map);
        await table.UseAsync(gateway, FakeTable.Of("t1", "a", new DeploymentTraffic { MaxBodyBytes = 10 }));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/deployed/a") { Content = new StringContent(new string('x', 11)) };
        request.Headers.TransferEncodingChunked = isChunked;

        using var large = await gateway.Http.SendAsync(request);
        using var small = await gateway.SendAsync(HttpMethod.Post, "/api/deployed/a", content: new StringContent("0123456789"));

        (large.StatusCode, small.StatusCode).ShouldBe((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.OK));
    }

    [Fact]
    public async Task SilenceOverTheEndpointsTimeout_Is504()
    {
        var table = new FakeTable();
        await using var gateway = await TestGateway.StartAsync(silo =>
        {
            table.Map(silo);
            silo.MapPost("/api/deployed/hung", (HttpContext http) => Task.Delay(Timeout.Infinite, http.RequestAborted));
        });
        await table.UseAsync(gateway, FakeTable.Of("t1", "hung", new DeploymentTraffic { TimeoutSeconds = 1 }));

        using var reply = await CallAsync(gateway, "/api/deployed/hung");

        reply.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
    }

    [Fact]
    public async Task PagesOfOtherOrigins_CallWhatInvitesThemWithoutTheLogin()
    {
        var table = new FakeTable();
        await using var gateway = await TestGateway.StartAsync(table.Map);
        await table.UseAsync(gateway, FakeTable.Of("t1", "a", new DeploymentTraffic { CorsOrigins = ["https://shop.example.com"] }));

        using var question = await FromPageAsync(gateway, HttpMethod.Options, "/api/deployed/a", "https://shop.example.com");
        using var call = await FromPageAsync(gateway, HttpMethod.Post, "/api/deployed/a", "https://shop.example.com");
        using var foreign = await FromPageAsync(gateway, HttpMethod.Post, "/api/deployed/a", "https://evil.example");
        using var elsewhere = await FromPageAsync(gateway, HttpMethod.Post, "/api/v1/executions", "https://shop.example.com");

        question.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Header(question, "Access-Control-Allow-Origin").ShouldBe("https://shop.example.com");
        question.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        call.StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.Silo.LastHeaders.Cookie.ToString().ShouldBeEmpty();
        (foreign.StatusCode, elsewhere.StatusCode).ShouldBe((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Table_ChangesWithoutARestartAndStandsWhileTheSiloIsAway()
    {
        var table = new FakeTable();
        await using var gateway = await TestGateway.StartAsync(table.Map);
        var held = gateway.App.Services.GetRequiredService<DeploymentTable>();
        await table.UseAsync(gateway, FakeTable.Of("t1", "a", new DeploymentTraffic { RateLimit = TwoADay }));
        (await CallAsync(gateway, "/api/deployed/a")).Dispose();

        // What another change leaves as it is goes on where it was.
        await table.UseAsync(gateway, new GatewayTable("t2", [new GatewayRoute("a", "moved", new DeploymentTraffic { RateLimit = TwoADay, MaxConcurrent = 5 })], []));
        using var moved = await CallAsync(gateway, "/api/deployed/moved");
        table.IsAway = true;
        table.Signal();
        using var later = await CallAsync(gateway, "/api/deployed/moved");

        Header(moved, "RateLimit-Remaining").ShouldBe("0");
        later.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        held.Find("/api/deployed/a").ShouldBeNull();
    }

    [Fact]
    public void TenThousandRoutes_AreFoundEachByItsPath()
    {
        var table = new DeploymentTable();

        table.Use(new GatewayTable("t", [.. Enumerable.Range(0, 10_000).Select(static n => new GatewayRoute($"d{n}", $"team-{n % 100}/flow-{n}", new DeploymentTraffic { RateLimit = new RateLimit(100, 60) }))], []));

        table.Count.ShouldBe(10_000);
        table.Find("/api/deployed/team-42/flow-4242")!.Id.ShouldBe("d4242");
        table.Find("/api/deployed/team-42/flow-4243").ShouldBeNull();
    }

    private static Task<HttpResponseMessage> CallAsync(TestGateway gateway, string path, string? authorization = null) => gateway.SendAsync(HttpMethod.Post, path, authorization, content: new StringContent("{}"));

    private static async Task<HttpResponseMessage> FromPageAsync(TestGateway gateway, HttpMethod method, string path, string origin)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { "Origin", origin }, { "Sec-Fetch-Site", "cross-site" }, { "Cookie", "agents-session=as_1" } } };
        if (method == HttpMethod.Options)
        {
            request.Headers.Add("Access-Control-Request-Method", "POST");
        }

        return await gateway.Http.SendAsync(request);
    }

    private static string Header(HttpResponseMessage reply, string name) => reply.Headers.GetValues(name).Single();
}
