using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Silo.Tools;

/// <summary>One call of a tool by an agent.</summary>
/// <param name="Arguments">What the model gives; matches the tool's schema.</param>
/// <param name="IdempotencyKey">The same when the call is made again after a crash, and never that of another call. It goes out with every request.</param>
public sealed record ToolCall(JsonObject Arguments, string IdempotencyKey)
{
    /// <summary>The execution.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The workflow that it runs.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>The step that the agent works on.</summary>
    public required StepId StepId { get; init; }

    /// <summary>The state that the step visits.</summary>
    public required string State { get; init; }

    /// <summary>The agent that calls.</summary>
    public required AgentDefinition Agent { get; init; }

    /// <summary>Settings of this use, as the definition has them; null where it gives none.</summary>
    public JsonObject? Config { get; init; }
}
