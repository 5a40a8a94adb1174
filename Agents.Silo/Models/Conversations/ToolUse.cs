using Agents.Core.Executions;
using Agents.Core.Executions.Conversations;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;
using Agents.Silo.Tools;

namespace Agents.Silo.Models;

/// <summary>What an agent that uses tools works with.</summary>
internal sealed record ToolUse
{
    /// <summary>The tools that it may call, by the name that the model calls them by.</summary>
    public required IReadOnlyDictionary<string, OfferedTool> Tools { get; init; }

    /// <summary>Calls them.</summary>
    public required ToolCaller Caller { get; init; }

    /// <summary>The step that it works on.</summary>
    public required StepState Step { get; init; }

    /// <summary>The execution.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The workflow that it runs.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>What was said before a crash or a failed attempt interrupted it.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>Numbers of the tool calls around it (<see cref="Conversation.Find"/>); empty for the step's own agent.</summary>
    public string Within { get; init; } = "";

    /// <summary>
    /// Makes an answer or a result durable; false where the attempt is not the execution's any more, and whatever it does is for nothing.
    /// </summary>
    public required Func<StepState, ExecutionEvent, Task<bool>> Record { get; init; }

    /// <summary>What an agent works with that this one calls as a tool: the agent, where its conversation stands, what of it is recorded.</summary>
    public required Func<AgentDefinition, string, Conversation, CancellationToken, Task<(ToolUse Use, ModelResolution Model)>> Nest { get; init; }

    /// <summary>The key of a call: the same in every life of the process and in every attempt that makes it.</summary>
    public string KeyOf(int attempt) => Within.Length == 0 ? Step.Id.IdempotencyKey(attempt) : $"{Step.Id.IdempotencyKey(attempt)}:{Within}";
}

/// <summary>The attempt is another activation's by now: nothing that it does counts any more.</summary>
internal sealed class AttemptLostException() : Exception("The attempt is another activation's by now.");
