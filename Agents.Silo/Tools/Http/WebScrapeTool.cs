using Agents.Core.Executions;
using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary><c>web_scrape</c>: the readable text of a page.</summary>
internal sealed class WebScrapeTool(HttpFetch fetch) : ITool
{
    public string Name => "web_scrape";

    public string Description => "Fetches a web page and gives its title and readable text, without markup.";

    public JsonObject InputSchema { get; } = ToolArguments.Schema(("url", "string", "Absolute http or https URL of the page.", true));

    public async Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        if (!WebAddress.TryParse(call.Arguments.Text("url"), out var url, out var problem))
        {
            return ToolResult.Fail(ErrorCategory.Validation, "invalid_url", problem);
        }

        var (answer, failure) = await fetch.GetAsync(new HttpCall(HttpMethod.Get, url) { IdempotencyKey = call.IdempotencyKey }, cancellationToken);
        return failure ?? (answer!.Status < 400 ? ToolResult.Of(ToJson(answer)) : Failure(answer));
    }

    private static ToolResult.Failed Failure(HttpAnswer answer)
        => new ToolResult.Failed(new ExecutionError(
            answer.Status == 429 ? ErrorCategory.RateLimited : answer.Status >= 500 ? ErrorCategory.Provider : ErrorCategory.NotFound,
            $"{answer.Url.Host} answered with status {answer.Status}.")
        { Code = "http_status", RetryAfter = answer.RetryAfter });

    private static JsonObject ToJson(HttpAnswer answer)
    {
        if (!answer.MediaType.Contains("html", StringComparison.OrdinalIgnoreCase))
        {
            return JsonObject.Of(("url", answer.Url.AbsoluteUri), ("text", answer.Text));
        }

        var (title, text) = HtmlText.Read(answer.Text);
        return JsonObject.Of(("url", answer.Url.AbsoluteUri), ("title", title), ("text", text));
    }
}
