using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Silo.Tools;

/// <summary>A part of parsed data.</summary>
internal static class DataPart
{
    public static ToolResult Of(JsonValue value, string? path)
        => path is null ? ToolResult.Of(value)
            : ContextPath.TryParse(path) is not { } parsed ? ToolResult.Fail(ErrorCategory.Validation, "invalid_path", $"'{path}' is not a path. Paths: a.b, a[0].b, $.a.b.")
            : parsed.Find(value) is { } part ? ToolResult.Of(part)
            : ToolResult.Fail(ErrorCategory.Validation, "nothing_there", $"'{path}' leads to nothing.");
}
