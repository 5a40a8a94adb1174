namespace Agents.Gateway.Tests.Headers;

public class UpstreamHeadersTests
{
    [Theory]
    [InlineData("/api/v1/workflows")]
    [InlineData("/executions")]
    public async Task ClientsClaims_AreReplacedByTheGatewaysOwn(string path)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "localhost:8080" } };
        request.Headers.Add("X-Agents-Principal", "user:root");
        request.Headers.Add("x-agents-scopes", "everything");
        request.Headers.Add("X-Agents-Internal-Token", "guessed");
        request.Headers.Add("X-Agents-Invented", "1");
        request.Headers.Add("X_Agents_Principal", "user:root");
        request.Headers.Add("X-Forwarded-For", "8.8.8.8");
        request.Headers.Add("X-Forwarded-Prefix", "/evil");
        request.Headers.Add("Forwarded", "for=8.8.8.8");
        request.Headers.Add("X-Kept", "kept");

        await gateway.Http.SendAsync(request);

        var seen = (path.StartsWith("/api", StringComparison.Ordinal) ? gateway.Silo : gateway.Dashboard).LastHeaders;
        seen["X-Agents-Principal"].ToString().ShouldBe("user:local");
        seen["X-Agents-Scopes"].ToString().ShouldBe("admin");
        seen["X-Agents-Internal-Token"].ToString().ShouldBe("s3cret");
        seen.ContainsKey("X-Agents-Invented").ShouldBeFalse();
        seen.ContainsKey("X_Agents_Principal").ShouldBeFalse();
        seen["X-Forwarded-For"].ToString().ShouldBe("127.0.0.1");
        seen["X-Forwarded-Host"].ToString().ShouldBe("localhost:8080");
        seen["X-Forwarded-Proto"].ToString().ShouldBe("http");
        seen.ContainsKey("X-Forwarded-Prefix").ShouldBeFalse();
        seen.ContainsKey("Forwarded").ShouldBeFalse();
        seen["X-Kept"].ToString().ShouldBe("kept");
    }
}
