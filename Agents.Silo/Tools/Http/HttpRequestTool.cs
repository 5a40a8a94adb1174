using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Silo.Secrets;

namespace Agents.Silo.Tools;

/// <summary><c>http_request</c>: asks a web server. Any status is a result; only where no answer comes has the call failed.</summary>
internal sealed class HttpRequestTool(HttpFetch fetch, SecretResolver secrets) : ITool
{
    private static readonly HashSet<string> Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public string Name => "http_request";

    public string Description => "Sends an HTTP request and gives status, content type and body. JSON bodies come as JSON. Only servers on the public internet can be reached.";

    public JsonObject InputSchema { get; } = JsonObject.Of(
        ("type", "object"),
        ("properties", JsonObject.Of(
            ("url", JsonObject.Of(("type", "string"), ("description", "Absolute http or https URL."))),
            ("method", JsonObject.Of(("type", "string"), ("enum", JsonArray.From(Methods.Select(static method => (JsonValue)method))), ("description", "GET unless given."))),
            ("headers", JsonObject.Of(("type", "object"), ("additionalProperties", JsonObject.Of(("type", "string"))))),
            ("body", JsonObject.Of(("description", "Text is sent as it is, anything else as JSON."))))),
        ("required", JsonArray.Create("url")),
        ("additionalProperties", false));

    public async Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        if (!WebAddress.TryParse(call.Arguments.Text("url"), out var url, out var problem))
        {
            return ToolResult.Fail(ErrorCategory.Validation, "invalid_url", problem);
        }

        var configured = SecretHeaders.Resolve(secrets, call, url);
        if (configured.Problem is { } missing)
        {
            return ToolResult.Fail(ErrorCategory.InvalidDefinition, "secret_not_sent", missing);
        }

        var (answer, failure) = await fetch.GetAsync(
            new HttpCall(HttpMethod.Parse(call.Arguments.OptionalText("method") ?? "GET"), url)
            {
                Headers = [.. Headers(call.Arguments).Where(header => !configured.Secret.Contains(header.Key)), .. configured.Headers],
                SecretHeaders = configured.Secret,
                Body = call.Arguments.Find("body"),
                IdempotencyKey = call.IdempotencyKey,
            },
            cancellationToken);
        return failure ?? ToolResult.Of(ToJson(answer!));
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(JsonObject? from)
        => (from?.Find("headers") as JsonObject ?? JsonObject.Empty).Select(static header => KeyValuePair.Create(header.Key, header.Value is JsonString text ? text.Value : header.Value.ToJson()));

    private static JsonObject ToJson(HttpAnswer answer)
    {
        var body = answer.MediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase) && JsonValue.TryParse(answer.Text, out var json) ? json : answer.Text;
        var told = JsonObject.Of(("status", answer.Status), ("content_type", answer.MediaType), ("body", body));
        return answer.IsCut ? told.With("cut", true) : told;
    }
}
