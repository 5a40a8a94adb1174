using Agents.Core.Executions.Conversations;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>A step that is not over yet.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="State">The state that it visits.</param>
/// <param name="Visit">How often its frame has entered the state, from 1.</param>
/// <param name="Attempt">The attempt that runs or comes next, from 1.</param>
/// <param name="Input">What the state got, templates rendered.</param>
public sealed record StepState(StepId Id, string State, int Visit, int Attempt, JsonValue Input)
{
    /// <summary>Path of the frame that it is in (<see cref="FramePath"/>); empty for the workflow's own states.</summary>
    public string Branch { get; init; } = "";

    /// <summary>How far its branches are; null for a step that does work of its own.</summary>
    public Composite? Composite { get; init; }

    /// <summary>Running, waiting for something outside, or pending while it waits for its next attempt.</summary>
    public StepStatus Status { get; init; } = StepStatus.Running;

    /// <summary>When the first attempt began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When this attempt must be over; null means never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>When the next attempt begins; null while one runs.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>What the step waits for; null where it runs by itself.</summary>
    public Wait? Wait { get; init; }

    /// <summary>Tokens of all attempts so far.</summary>
    public TokenUsage Usage { get; init; }

    /// <summary>What was said so far by an agent that uses tools; null before its first answer, and for every other step.</summary>
    public Conversation? Conversation { get; init; }

    /// <summary>The earliest time at which something is due in it; null where nothing is.</summary>
    public DateTimeOffset? DueAt => Execution.Earlier(Execution.Earlier(Deadline, RetryAt), Wait?.DueAt);

    /// <summary>Whether this attempt of it is under way.</summary>
    public bool Runs(int attempt) => Status == StepStatus.Running && Attempt == attempt;
}
