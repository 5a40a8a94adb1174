using System.Net;
using Agents.ServiceDefaults.Children;

namespace Agents.Gateway.Tests.Access;

public class AccessModeTests
{
    [Fact]
    public async Task Loopback_IsOpenAndStillPassesKeysOn()
    {
        await using var gateway = await TestGateway.StartAsync();

        await gateway.SendAsync(HttpMethod.Get, "/api/v1/workflows");
        gateway.Silo.LastHeaders["X-Agents-Scopes"].ToString().ShouldBe("admin");
        gateway.Silo.LastHeaders.ContainsKey("X-Agents-Credential").ShouldBeFalse();

        await gateway.SendAsync(HttpMethod.Get, "/api/v1/workflows", "Bearer ak_mine");
        gateway.Silo.LastHeaders["X-Agents-Credential"].ToString().ShouldBe("ak_mine");
        gateway.Silo.LastHeaders.ContainsKey("X-Agents-Scopes").ShouldBeFalse();
        gateway.Silo.LastHeaders.ContainsKey("Authorization").ShouldBeFalse();

        // A login of another server on this machine, and what clients of model providers send, are nobody's here.
        await gateway.SendAsync(HttpMethod.Get, "/api/v1/workflows", "Bearer sk-other", "a=1; agents-session=as_old; b=2");
        gateway.Silo.LastHeaders["X-Agents-Scopes"].ToString().ShouldBe("admin");
        gateway.Silo.LastHeaders.Cookie.ToString().ShouldBe("a=1; b=2");
    }

    [Fact]
    public async Task KeyRequired_NobodyIsSaidToBeAnybody()
    {
        await using var gateway = await TestGateway.StartAsync(null, "--Gateway:RequireKey=true");

        await gateway.SendAsync(HttpMethod.Get, "/api/v1/workflows");

        gateway.Silo.LastHeaders.ContainsKey("X-Agents-Scopes").ShouldBeFalse();
        gateway.Silo.LastHeaders.ContainsKey("X-Agents-Principal").ShouldBeFalse();
        gateway.Silo.LastHeaders["X-Agents-Internal-Token"].ToString().ShouldBe("s3cret");
    }

    [Theory]
    [InlineData("X-API-Key", "ak_mine")]
    [InlineData("x-api-key", " ak_mine ")]
    public async Task KeyInItsOwnHeader_IsPassedOnAsAKey(string header, string value)
    {
        await using var gateway = await TestGateway.StartAsync(null, "--Gateway:RequireKey=true");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/workflows");
        request.Headers.TryAddWithoutValidation(header, value);

        await gateway.Http.SendAsync(request);

        gateway.Silo.LastHeaders["X-Agents-Credential"].ToString().ShouldBe("ak_mine");
        gateway.Silo.LastHeaders.ContainsKey("X-API-Key").ShouldBeFalse();
    }

    [Fact]
    public async Task BoundBeyondLoopback_AsksForKeysAndSaysThatTheWayIsPlain()
    {
        await using var gateway = await TestGateway.StartAsync(null, "--urls=http://0.0.0.0:0");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{gateway.Http.BaseAddress!.Port}") };

        using var api = await http.GetAsync("/api/v1/workflows");
        using var login = await http.PostAsync("/login", new FormUrlEncodedContent([new("key", "ak_x")]));

        api.StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.Silo.LastHeaders.ContainsKey("X-Agents-Scopes").ShouldBeFalse();
        gateway.Silo.LastHeaders["X-Agents-Transport"].ToString().ShouldBe("plain");
        login.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await login.ReadProblemAsync()).Text("detail").ShouldContain("AGENTS_TRUST_PROXY");
    }

    [Theory]
    [InlineData("127.0.0.1", "https", true)]
    [InlineData("127.0.0.1", "http", false)]
    [InlineData("10.9.9.9", "https", false)]
    public async Task TrustedProxy_AndNobodyElseSaysThatItWasEncrypted(string trusted, string proto, bool isBelieved)
    {
        await using var gateway = await TestGateway.StartAsync(null, "--urls=http://0.0.0.0:0", $"--AGENTS_TRUST_PROXY={trusted}");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{gateway.Http.BaseAddress!.Port}") };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/workflows") { Headers = { { "X-Forwarded-Proto", proto }, { "X-Forwarded-For", "203.0.113.9" } } };

        await http.SendAsync(request);

        gateway.Silo.LastHeaders.ContainsKey("X-Agents-Transport").ShouldBe(!isBelieved);
        gateway.Silo.LastHeaders["X-Forwarded-Proto"].ToString().ShouldBe(isBelieved ? "https" : "http");
    }

    [Theory]
    [InlineData("192.0.2.7:8080", HttpStatusCode.OK)]
    [InlineData("evil.example:8080", HttpStatusCode.MisdirectedRequest)]
    public async Task KeyRequired_AnswersToAddressesAndNotToNamesItWasNotTold(string host, HttpStatusCode expected)
    {
        await using var gateway = await TestGateway.StartAsync(null, "--Gateway:RequireKey=true");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/workflows") { Headers = { Host = host } };

        using var reply = await gateway.Http.SendAsync(request);

        reply.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task WrongProxy_IsAWrongSetting()
        => (await GatewayProgram.Main(["--urls=http://127.0.0.1:0", "--AGENTS_SILO_URL=http://127.0.0.1:1", "--AGENTS_DASHBOARD_URL=http://127.0.0.1:1", "--AGENTS_TRUST_PROXY=nginx"]))
            .ShouldBe(ServiceRun.ConfigurationExitCode);

    [Fact]
    public async Task AddressMissing_IsAWrongSetting()
        => (await GatewayProgram.Main(["--urls=http://127.0.0.1:0"])).ShouldBe(ServiceRun.ConfigurationExitCode);

    [Fact]
    public async Task PortTaken_HasAnExitCodeOfItsOwn()
    {
        await using var other = await TestUpstream.StartAsync("other");

        (await GatewayProgram.Main([$"--urls={other.Url}", $"--AGENTS_SILO_URL={other.Url}", $"--AGENTS_DASHBOARD_URL={other.Url}"]))
            .ShouldBe(ServiceRun.AddressExitCode);
    }
}

internal static class KeyedRequests
{
    public static async Task<HttpResponseMessage> SendAsync(this TestGateway gateway, HttpMethod method, string path, string? authorization = null, string? cookie = null, string? accept = null, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in new[] { ("Authorization", authorization), ("Cookie", cookie), ("Accept", accept) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await gateway.Http.SendAsync(request);
    }
}
