using System.Net;
using Agents.ServiceDefaults.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.ServiceDefaults.Tests.Tokens;

public class InternalTokenTests
{
    private const string Token = "--AGENTS_INTERNAL_TOKEN=s3cret";

    [Theory]
    [InlineData("s3cret", true)]
    [InlineData("s3cre", false)]
    [InlineData("s3cret ", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Matches_OnlyTheSameText(string? presented, bool expected)
        => new InternalToken("s3cret").Matches(presented).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void NoToken_MatchesNothing(string? configured) => new InternalToken(configured).Matches(configured).ShouldBeFalse();

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    [InlineData("s3cret", HttpStatusCode.OK)]
    public async Task TokenConfigured_IsAskedFor(string? presented, HttpStatusCode expected)
    {
        await using var service = await TestService.StartAsync(Guarded, settings: Token);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/workflows");
        request.Headers.TryAddWithoutValidation(InternalToken.Header, presented);
        (await service.Http.SendAsync(request)).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task HealthPaths_NeedNoToken()
    {
        await using var service = await TestService.StartAsync(Guarded, settings: Token);

        (await service.Http.GetAsync("/alive")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Http.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Http.GetAsync("/health/more")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0", HttpStatusCode.OK)]
    [InlineData("http://0.0.0.0:0", HttpStatusCode.Forbidden)]
    public async Task NoTokenConfigured_TheBindAddressDecides(string url, HttpStatusCode expected)
    {
        await using var service = await TestService.StartAsync(Guarded, url);

        (await service.Http.GetAsync("/api/v1/workflows")).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task SiloClient_SendsTokenAndPassesThePrincipalOn()
    {
        await using var silo = await TestService.StartAsync(Guarded, settings: Token);
        var builder = WebApplication.CreateBuilder([Token, $"--AGENTS_SILO_URL={silo.Http.BaseAddress}"]);
        builder.AddServiceDefaults("dashboard");
        builder.Services.AddHttpClient("silo").CallsSilo();
        await using var dashboard = builder.Build();
        var accessor = dashboard.Services.GetRequiredService<IHttpContextAccessor>();
        accessor.HttpContext = new DefaultHttpContext { Request = { Headers = { [SiloClient.PrincipalHeader] = "user:mia" } } };

        var reply = await dashboard.Services.GetRequiredService<IHttpClientFactory>().CreateClient("silo").GetStringAsync("/api/v1/workflows");

        reply.ShouldBe("user:mia");
    }

    private static void Guarded(WebApplication app)
    {
        app.RequireInternalToken();
        app.MapGet("/api/v1/workflows", (HttpContext context) => context.Request.Headers[SiloClient.PrincipalHeader].ToString());
    }
}
