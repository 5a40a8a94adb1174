using Agents.Core.Json;
using Agents.Silo.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Tools;

public sealed class HttpToolTests : IAsyncLifetime
{
    private readonly List<(string Method, string Path, Dictionary<string, string> Headers, string Body)> _requests = [];
    private WebApplication _server = null!;

    private string Url => _server.Urls.Single();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        _server = builder.Build();
        _server.Run(AnswerAsync);
        await _server.StartAsync();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        _requests.Add((context.Request.Method, context.Request.Path, context.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString()), await reader.ReadToEndAsync()));
        switch (context.Request.Path.Value)
        {
            case "/json":
                await context.Response.WriteAsJsonAsync(new { n = 1 });
                break;
            case "/away":
                context.Response.Redirect("/json");
                break;
            case "/inward":
                context.Response.Redirect("http://10.0.0.1/json");
                break;
            case "/round":
                context.Response.Redirect("/round");
                break;
            case "/page":
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<html><head><title>A &amp; B</title><script>x()</script></head><body><h1>Head</h1><p>One<br>two</p><script>bad()</script><!-- no --><li>three</li></body></html>");
                break;
            case "/large":
                await context.Response.WriteAsync(new string('x', 5_000));
                break;
            default:
                context.Response.StatusCode = 404;
                await context.Response.WriteAsync("nothing");
                break;
        }
    }

    private static HttpFetch Fetch(Action<ToolsOptions>? change = null)
    {
        var options = ToolHost.Options(change);
        return new HttpFetch(new GuardedHttp(options), options);
    }

    private static HttpRequestTool Request(Action<ToolsOptions>? change = null) => new(Fetch(change), ToolHost.NoSecrets);

    private static void AllowLoopback(ToolsOptions options) => options.AllowedNetworks.Add("127.0.0.1/32");

    [Fact]
    public async Task Loopback_IsRefused_HoweverItIsWritten_AndNothingIsSent()
    {
        var port = new Uri(Url).Port;
        foreach (var host in new[] { "127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "127.1" })
        {
            var error = (await ToolHost.CallAsync(Request(), new { url = $"http://{host}:{port}/json" })).Error();

            (error.Code, error.Message.Contains("AllowedNetworks", StringComparison.Ordinal)).ShouldBe(("address_refused", true), host);
        }

        _requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task RedirectToAClosedAddress_IsRefused_WhereTheFirstHopWasAllowed()
    {
        var tool = Request(AllowLoopback);
        (await ToolHost.CallAsync(tool, new { url = $"{Url}/inward" })).Error().Code.ShouldBe("address_refused");
        (await ToolHost.CallAsync(tool, new { url = $"{Url}/away" })).Output().ShouldBe(JsonValue.Parse("""{"status":200,"content_type":"application/json","body":{"n":1}}"""));
        (await ToolHost.CallAsync(tool, new { url = $"{Url}/round" })).Error().Code.ShouldBe("redirect_refused");
    }

    [Fact]
    public async Task Request_CarriesMethodHeadersBodyAndKey_AndNotWhatIsReserved()
    {
        var config = (JsonObject)JsonValue.Parse("""{"headers": {"X-Own": "definition"}}""");

        var result = await ToolHost.CallAsync(
            Request(AllowLoopback), new { url = $"{Url}/json", method = "POST", body = new { a = 1 }, headers = new Dictionary<string, string> { ["X-Mine"] = "model", ["Host"] = "evil", ["Idempotency-Key"] = "evil" } }, config, "s:1:4");

        ((JsonObject)result.Output()).Find("status").ShouldBe(200);
        var (method, _, headers, body) = _requests.ShouldHaveSingleItem();
        (method, body, headers["X-Mine"], headers["X-Own"], headers["Idempotency-Key"]).ShouldBe(("POST", """{"a":1}""", "model", "definition", "s:1:4"));
        headers["Host"].ShouldStartWith("127.0.0.1");
    }

    [Fact]
    public async Task AnyStatus_IsAResult_AndALongBodyIsCut()
    {
        var tool = Request(static options =>
        {
            AllowLoopback(options);
            options.MaxResponseBytes = 2_000;
        });

        var missing = (JsonObject)(await ToolHost.CallAsync(tool, new { url = $"{Url}/nothing" })).Output();
        var large = (JsonObject)(await ToolHost.CallAsync(tool, new { url = $"{Url}/large" })).Output();

        (missing.Find("status"), missing.Find("body")).ShouldBe((404, "nothing"));
        (((JsonString)large["body"]).Value.Length, large.Find("cut")).ShouldBe((2_000, true));
    }

    [Theory]
    [InlineData("ftp://example.org/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/relative")]
    [InlineData("http://user:secret@example.org/")]
    public async Task OtherAddresses_AreRefusedWithTheReason(string url) => (await ToolHost.CallAsync(Request(), new { url })).Error().Code.ShouldBe("invalid_url");

    [Fact]
    public async Task Scrape_GivesTitleAndReadableText()
    {
        var tool = new WebScrapeTool(Fetch(AllowLoopback));

        var page = (JsonObject)(await ToolHost.CallAsync(tool, new { url = $"{Url}/page" })).Output();

        (page["title"], page["text"]).ShouldBe(("A & B", "Head\nOne\ntwo\nthree"));
        (await ToolHost.CallAsync(tool, new { url = $"{Url}/nothing" })).Error().Category.ShouldBe("not_found");
    }

    [Fact]
    public void Redirect_ToAnotherServer_LosesWhatWasMeantForTheFirst()
    {
        var call = new HttpCall(HttpMethod.Post, new Uri("https://a.example/x"))
        {
            Headers = [new("Authorization", "Bearer x"), new("X-Plain", "1")],
            Body = "body",
        };

        call.Follow(307, new Uri("https://b.example/y"))!.Headers.ShouldHaveSingleItem().Key.ShouldBe("X-Plain");
        call.Follow(307, new Uri("/y", UriKind.Relative))!.Headers.Count.ShouldBe(2);
        call.Follow(303, new Uri("/y", UriKind.Relative))!.ShouldSatisfyAllConditions(next => next.Method.ShouldBe(HttpMethod.Get), next => next.Body.ShouldBeNull());
        call.Follow(302, new Uri("http://a.example/y")).ShouldBeNull("from https to http");
        call.Follow(302, new Uri("file:///etc/passwd")).ShouldBeNull();
    }
}
