using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Agents.Gateway.Tests.Headers;

public class SecurityHeadersTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/health")]
    [InlineData("/api/v1/workflows")]
    public async Task EveryReply_HasThem(string path)
    {
        await using var gateway = await TestGateway.StartAsync();

        var reply = await gateway.Http.GetAsync(path);

        reply.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        reply.Headers.GetValues("X-Frame-Options").ShouldBe(["SAMEORIGIN"]);
        reply.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'self'");
        reply.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task ServicesOwnPolicy_Stands()
    {
        await using var gateway = await TestGateway.StartAsync(silo => silo.MapGet("/api/page", (HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = "default-src 'self'";
        }));

        (await gateway.Http.GetAsync("/api/page")).Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'self'"]);
    }
}
