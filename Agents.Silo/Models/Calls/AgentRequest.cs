using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Budgets;

namespace Agents.Silo.Models;

/// <summary>What one agent step asks of its model, templates rendered.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Model">The agent's model settings over the workflow's.</param>
/// <param name="IdempotencyKey">Key of the attempt; calls of one attempt add their index.</param>
public sealed record AgentRequest(AgentDefinition Agent, ModelOptions Model, string IdempotencyKey)
{
    /// <summary>What to do; null means: work on the input alone.</summary>
    public string? Task { get; init; }

    /// <summary>What to work on; null where the task says it all.</summary>
    public JsonValue? Input { get; init; }

    /// <summary>Values for the prompt of an agent file, before those of <see cref="Input"/>; null gives none.</summary>
    public JsonValue? Variables { get; init; }

    /// <summary>JSON Schema that the output must match; null means text, parsed where it is a JSON object or array.</summary>
    public JsonValue? OutputSchema { get; init; }

    /// <summary>
    /// JSON Schema of what later states read from the output. Only <c>offline</c> uses it, and only where there is no <see cref="OutputSchema"/>;
    /// null means that nothing is read.
    /// </summary>
    public JsonValue? ReadSchema { get; init; }

    /// <summary>The tools that it may call; null where it has none, and each of its calls is recorded with its result.</summary>
    internal ToolUse? Tools { get; init; }

    /// <summary>What is asked before each call; null where no budget limits them.</summary>
    internal CallAllowance? Allowance { get; init; }
}
