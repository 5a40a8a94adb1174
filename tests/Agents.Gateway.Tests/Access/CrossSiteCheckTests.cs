using System.Net;

namespace Agents.Gateway.Tests.Access;

public class CrossSiteCheckTests
{
    private const string Own = "http://localhost:8080";

    [Theory]
    [InlineData("POST", null, null, HttpStatusCode.OK)]
    [InlineData("POST", Own, null, HttpStatusCode.OK)]
    [InlineData("POST", Own, "same-origin", HttpStatusCode.OK)]
    [InlineData("POST", null, "none", HttpStatusCode.OK)]
    [InlineData("POST", "https://localhost:8080", null, HttpStatusCode.OK)]
    [InlineData("POST", "http://evil.example.com", null, HttpStatusCode.Forbidden)]
    [InlineData("POST", "http://localhost:3000", null, HttpStatusCode.Forbidden)]
    [InlineData("POST", "null", null, HttpStatusCode.Forbidden)]
    [InlineData("POST", null, "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("POST", Own, "same-site", HttpStatusCode.Forbidden)]
    [InlineData("POST", "http://evil.example.com", "same-origin", HttpStatusCode.Forbidden)]
    [InlineData("PUT", "http://evil.example.com", null, HttpStatusCode.Forbidden)]
    [InlineData("DELETE", null, "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("GET", "http://evil.example.com", "cross-site", HttpStatusCode.OK)]
    public async Task Request_IsJudgedByWhereItComesFrom(string method, string? origin, string? site, HttpStatusCode expected)
    {
        await using var gateway = await TestGateway.StartAsync();

        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/executions") { Headers = { Host = "localhost:8080" } };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        var reply = await gateway.Http.SendAsync(request);

        reply.StatusCode.ShouldBe(expected);
        gateway.Silo.Requests.ShouldBe(expected == HttpStatusCode.OK ? 1 : 0);
        if (expected == HttpStatusCode.Forbidden)
        {
            (await reply.ReadProblemAsync()).Text("code").ShouldBe("forbidden");
        }
    }
}
