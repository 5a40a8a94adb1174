using System.Text;
using Agents.Core.Executions;
using Agents.Core.Json;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tools;

/// <summary><c>web_search</c>: pages for a query, from the search engine whose key is set.</summary>
internal sealed class WebSearchTool(IOptions<ToolsOptions> options) : ITool, IDisposable
{
    private const int MostResults = 20;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public string Name => "web_search";

    public string Description => "Searches the web and gives titles, addresses and excerpts of pages, best first.";

    public JsonObject InputSchema { get; } = JsonObject.Of(
        ("type", "object"),
        ("properties", JsonObject.Of(
            ("query", JsonObject.Of(("type", "string"), ("minLength", 1))),
            ("max_results", JsonObject.Of(("type", "integer"), ("minimum", 1), ("maximum", MostResults), ("description", "5 unless given."))))),
        ("required", JsonArray.Create("query")),
        ("additionalProperties", false));

    public string? Absence => SearchEngine.Of(options.Value.WebSearch) is null ? "It needs the key of a search engine: set TAVILY_API_KEY or SERPER_API_KEY." : null;

    public async Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        if (SearchEngine.Of(options.Value.WebSearch) is not { } engine)
        {
            return ToolResult.Fail(ErrorCategory.InvalidDefinition, "not_configured", Absence!);
        }

        try
        {
            using var request = engine.Ask(call.Arguments.Text("query"), call.Arguments.OptionalInteger("max_results") ?? 5);
            request.Headers.Add("Idempotency-Key", call.IdempotencyKey);
            using var response = await _http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode && JsonValue.TryParse(text, out var answer) && answer is JsonObject found
                ? ToolResult.Of(engine.Read(found))
                : Failure(engine, response);
        }
        catch (HttpRequestException exception)
        {
            return ToolResult.Fail(ErrorCategory.Provider, "unreachable", $"The search engine {engine.Name} gave no answer: {exception.GetBaseException().Message}");
        }
    }

    public void Dispose() => _http.Dispose();

    private static ToolResult.Failed Failure(SearchEngine engine, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var category = status switch
        {
            401 or 402 or 403 => ErrorCategory.Unauthorized,
            429 => ErrorCategory.RateLimited,
            >= 400 and < 500 => ErrorCategory.Validation,
            _ => ErrorCategory.Provider,
        };
        return new ToolResult.Failed(new ExecutionError(category, $"The search engine {engine.Name} answered with status {status}.")
        {
            Code = "http_status",
            RetryAfter = response.Headers.RetryAfter?.Delta,
        });
    }
}

/// <summary>How a search engine is asked and read.</summary>
internal abstract record SearchEngine(string Name)
{
    /// <summary>The engine that the settings mean; null where there is none.</summary>
    public static SearchEngine? Of(WebSearchOptions options) => (options.Provider, options) switch
    {
        (null or "tavily", { TavilyApiKey: { Length: > 0 } key }) => new Tavily(options.BaseUrl ?? new Uri("https://api.tavily.com"), key),
        (null or "serper", { SerperApiKey: { Length: > 0 } key }) => new Serper(options.BaseUrl ?? new Uri("https://google.serper.dev"), key),
        _ => null,
    };

    public abstract HttpRequestMessage Ask(string query, long maxResults);

    public abstract JsonArray Read(JsonObject answer);

    private static HttpRequestMessage Post(Uri url, JsonObject body) => new(HttpMethod.Post, url) { Content = new StringContent(body.ToJson(), Encoding.UTF8, "application/json") };

    private static JsonArray Read(JsonObject answer, string list, string url, string excerpt)
        => JsonArray.From((answer.Find(list) as JsonArray ?? JsonArray.Empty).OfType<JsonObject>().Select(page => (JsonValue)JsonObject.Of(
            ("title", page.Find("title") ?? ""), ("url", page.Find(url) ?? ""), ("excerpt", page.Find(excerpt) ?? ""))));

    private sealed record Tavily(Uri BaseUrl, string ApiKey) : SearchEngine("Tavily")
    {
        public override HttpRequestMessage Ask(string query, long maxResults)
        {
            var request = Post(new Uri(BaseUrl, "/search"), JsonObject.Of(("query", query), ("max_results", maxResults)));
            request.Headers.Authorization = new("Bearer", ApiKey);
            return request;
        }

        public override JsonArray Read(JsonObject answer) => Read(answer, "results", "url", "content");
    }

    private sealed record Serper(Uri BaseUrl, string ApiKey) : SearchEngine("Serper")
    {
        public override HttpRequestMessage Ask(string query, long maxResults)
        {
            var request = Post(new Uri(BaseUrl, "/search"), JsonObject.Of(("q", query), ("num", maxResults)));
            request.Headers.Add("X-API-KEY", ApiKey);
            return request;
        }

        public override JsonArray Read(JsonObject answer) => Read(answer, "organic", "link", "snippet");
    }
}
