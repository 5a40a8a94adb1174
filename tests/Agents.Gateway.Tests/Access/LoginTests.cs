using System.Net;
using Agents.Gateway.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Agents.Gateway.Tests.Access;

public class LoginTests
{
    private const string Html = "text/html";

    [Fact]
    public async Task Page_WithoutALoginLeadsToOneAndBack()
    {
        await using var gateway = await StartAsync();

        using var page = await gateway.SendAsync(HttpMethod.Get, "/executions?status=failed", accept: Html);
        using var program = await gateway.SendAsync(HttpMethod.Get, "/executions");
        using var form = await gateway.SendAsync(HttpMethod.Get, "/login", accept: Html);
        using var style = await gateway.SendAsync(HttpMethod.Get, "/css/base.css");

        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page.Headers.Location!.OriginalString.ShouldBe("/login?back=%2Fexecutions%3Fstatus%3Dfailed");
        program.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (form.StatusCode, style.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
    }

    [Fact]
    public async Task Login_GivesACookieThatOpensPagesAndGoesNoFurther()
    {
        await using var gateway = await StartAsync();

        using var login = await LoginAsync(gateway, "ak_good", "/executions");
        var cookie = login.Headers.GetValues("Set-Cookie").Single();
        using var page = await gateway.SendAsync(HttpMethod.Get, "/executions", cookie: $"{cookie.Split(';')[0]}; theme=dark", accept: Html);

        (login.StatusCode, login.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.SeeOther, "/executions"));
        cookie.ShouldStartWith("agents-session=as_1;");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("ak_good");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var seen = gateway.Dashboard.LastHeaders;
        seen["X-Agents-Principal"].ToString().ShouldBe("user:ada");
        seen["X-Agents-Scopes"].ToString().ShouldBe("viewer approver");
        seen["X-Agents-Credential"].ToString().ShouldBe("as_1");
        seen.Cookie.ToString().ShouldBe("theme=dark");
    }

    [Fact]
    public async Task WrongKey_SaysSoAndGivesNoCookie()
    {
        await using var gateway = await StartAsync();

        using var login = await LoginAsync(gateway, "ak_bad", "/x");

        login.Headers.Location!.OriginalString.ShouldBe("/login?failed=true&back=%2Fx");
        login.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task ManyTries_AreHeldBack()
    {
        await using var gateway = await StartAsync();
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 6; attempt++)
        {
            using var login = await LoginAsync(gateway, "ak_bad", "/");
            statuses.Add(login.StatusCode);
            if (attempt == 5)
            {
                int.Parse(login.Headers.GetValues("Retry-After").Single(), System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 12);
            }
        }

        statuses.ShouldBe([.. Enumerable.Repeat(HttpStatusCode.SeeOther, 5), HttpStatusCode.TooManyRequests]);
    }

    [Fact]
    public async Task Logout_EndsTheLoginInTheSiloAndForgetsTheCookie()
    {
        var ended = new List<string>();
        await using var gateway = await StartAsync(ended);

        using var logout = await gateway.SendAsync(HttpMethod.Post, "/logout", cookie: "agents-session=as_1");

        logout.Headers.Location!.OriginalString.ShouldBe("/login");
        logout.Headers.GetValues("Set-Cookie").Single().ShouldContain("agents-session=; expires=Thu, 01 Jan 1970");
        ended.ShouldBe(["as_1"]);
    }

    [Fact]
    public async Task LoginFromAnotherSite_IsRefused()
    {
        await using var gateway = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/login") { Content = new FormUrlEncodedContent([new("key", "ak_good")]), Headers = { { "Sec-Fetch-Site", "cross-site" } } };

        using var reply = await gateway.Http.SendAsync(request);

        reply.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/executions?a=b", "/executions?a=b")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/login?back=/", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    [InlineData(null, "/")]
    public void WayBack_StaysHere(string? wanted, string expected) => LoginEndpoints.Back(wanted).ShouldBe(expected);

    private static Task<TestGateway> StartAsync(List<string>? ended = null) => TestGateway.StartAsync(
        silo =>
        {
            silo.MapPost("/internal/sessions", (HttpContext http) => http.Request.Headers["X-Agents-Credential"] == "ak_good"
                ? Results.Json(new { token = "as_1", expires_at = "2100-01-01T00:00:00Z" })
                : Results.Unauthorized());
            silo.MapDelete("/internal/sessions", (HttpContext http) =>
            {
                ended?.Add(http.Request.Headers["X-Agents-Credential"].ToString());
                return Results.NoContent();
            });
            silo.MapGet("/api/v1/whoami", (HttpContext http) => http.Request.Headers["X-Agents-Credential"] == "as_1"
                ? Results.Json(new { principal = "user:ada", scopes = new[] { "viewer", "approver" }, teams = Array.Empty<string>(), auth = "key", key_id = "k1" })
                : Results.Unauthorized());
        },
        "--Gateway:RequireKey=true");

    private static Task<HttpResponseMessage> LoginAsync(TestGateway gateway, string key, string back)
        => gateway.SendAsync(HttpMethod.Post, "/login", content: new FormUrlEncodedContent([new("key", key), new("back", back)]));
}
