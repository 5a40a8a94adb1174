using Agents.Core.Executions;
using Agents.Core.Json;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tools;

/// <summary><c>env_vars</c>: variables of the silo that the operator lists. Off while none is listed.</summary>
internal sealed class EnvVarsTool(IConfiguration configuration, IOptions<ToolsOptions> options) : ITool
{
    public string Name => "env_vars";

    public string Description => "Gives variables of the server's environment: one by its name, or all that may be seen. One that is not set is null.";

    public JsonObject InputSchema { get; } = ToolArguments.Schema(("name", "string", "The variable; all unless given.", false));

    public string? Absence => options.Value.ShownVariables.Count == 0 ? $"It is off: list names of variables in {ToolsOptions.Section}:ShownVariables." : null;

    public Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var shown = options.Value.ShownVariables;
        var name = call.Arguments.OptionalText("name");
        return Task.FromResult(
            name is null ? ToolResult.Of(JsonObject.From(shown.Distinct(StringComparer.Ordinal).Select(each => KeyValuePair.Create(each, (JsonValue)configuration[each]))))
            : shown.Contains(name) ? ToolResult.Of(configuration[name])
            : ToolResult.Fail(ErrorCategory.Forbidden, "not_allowed", $"'{name}' may not be seen. Variables: {string.Join(", ", shown)}."));
    }
}
