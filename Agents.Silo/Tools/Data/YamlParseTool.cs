using Agents.Core.Documents;
using Agents.Core.Executions;
using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary><c>yaml_parse</c>: YAML as JSON, and a part of it.</summary>
internal sealed class YamlParseTool : ITool
{
    public string Name => "yaml_parse";

    public string Description => "Parses YAML text and gives it as JSON. With 'path' (like a.b[0].c) it gives that part only.";

    public JsonObject InputSchema { get; } = ToolArguments.Schema(("text", "string", "The YAML text.", true), ("path", "string", "Which part; everything unless given.", false));

    public Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
        => Task.FromResult(YamlText.TryParse(call.Arguments.Text("text"), out var value, out var problem)
            ? DataPart.Of(value!, call.Arguments.OptionalText("path"))
            : ToolResult.Fail(ErrorCategory.Validation, "invalid_yaml", problem!));
}
