using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Silo.Tools;

/// <summary>
/// Another agent of the workflow as a tool. Its answers and calls are recorded in the conversation of the step that calls it, so it is not called as
/// other tools are: <see cref="Models.CalledAgent"/> runs it.
/// </summary>
internal sealed class AgentTool(AgentDefinition agent) : ITool
{
    private const string Task = "task";

    /// <summary>The agent.</summary>
    public AgentDefinition Agent => agent;

    public string Name { get; } = string.Concat(agent.Name.Select(static character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' ? character : '_'));

    public string Description => agent.Description ?? $"The agent '{agent.Name}' works on a task by itself and gives its answer.";

    public JsonObject InputSchema => TakesInput
        ? (JsonObject)agent.InputSchema!
        : ToolArguments.Schema((Task, "string", "What it is to do, with everything that it has to know: it sees nothing of this conversation.", true));

    /// <summary>What it is asked to do; null where its own input schema says what it gets.</summary>
    public string? TaskOf(JsonObject arguments) => TakesInput ? null : arguments.OptionalText(Task);

    /// <summary>What it gets; null where it gets a task.</summary>
    public JsonValue? InputOf(JsonObject arguments) => TakesInput ? arguments : null;

    private bool TakesInput => agent.InputSchema is JsonObject schema && schema.Find("type") is JsonString { Value: "object" };

    public Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
        => System.Threading.Tasks.Task.FromResult(ToolResult.Fail(ErrorCategory.InvalidDefinition, "agent_only", "Only an agent can call an agent."));
}
