using Agents.Core.Executions;
using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary><c>json_parse</c>: text as JSON, and a part of it.</summary>
internal sealed class JsonParseTool : ITool
{
    public string Name => "json_parse";

    public string Description => "Parses JSON text. With 'path' (like a.b[0].c) it gives that part only.";

    public JsonObject InputSchema { get; } = ToolArguments.Schema(("text", "string", "The JSON text.", true), ("path", "string", "Which part; everything unless given.", false));

    public Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
        => Task.FromResult(JsonValue.TryParse(call.Arguments.Text("text"), out var value)
            ? DataPart.Of(value, call.Arguments.OptionalText("path"))
            : ToolResult.Fail(ErrorCategory.Validation, "invalid_json", "The text is not JSON."));
}
