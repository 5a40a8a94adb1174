using System.Collections.Immutable;
using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>
/// One execution at one moment: the fold of its events, and nothing that cannot be derived from them.
/// Immutable, so that readers may keep it while the execution goes on.
/// </summary>
public sealed record ExecutionState
{
    /// <summary>Before the first event.</summary>
    public static readonly ExecutionState None = new();

    /// <summary>The execution's id; empty before the first event.</summary>
    public string Id { get; init; } = "";

    /// <summary>How many events were folded; the next one has this number plus one.</summary>
    public long Seq { get; init; }

    /// <summary>The workflow's id.</summary>
    public string WorkflowId { get; init; } = "";

    /// <summary>The server's version number of the workflow.</summary>
    public int WorkflowVersion { get; init; }

    /// <summary>Where the execution is in its life.</summary>
    public ExecutionStatus Status { get; init; } = ExecutionStatus.Queued;

    /// <summary>What it was started with.</summary>
    public JsonObject Inputs { get; init; } = JsonObject.Empty;

    /// <summary>The document that states read and write.</summary>
    public JsonObject Context { get; init; } = JsonObject.Empty;

    /// <summary>The latest state's result; the inputs before the first one.</summary>
    public JsonValue LastOutput { get; init; } = JsonObject.Empty;

    /// <summary>Results of states, oldest first, for paths that are looked up in earlier outputs.</summary>
    public ImmutableList<JsonValue> Outputs { get; init; } = [];

    /// <summary>Steps that are not over.</summary>
    public ImmutableList<StepState> ActiveSteps { get; init; } = [];

    /// <summary>How often each state was entered.</summary>
    public ImmutableDictionary<string, int> Visits { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Runs of the state that loops, in its current loop.</summary>
    public ImmutableDictionary<string, int> LoopIterations { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The state that was entered last; null before the first one.</summary>
    public string? CurrentState { get; init; }

    /// <summary>What came out; null until the execution completes.</summary>
    public JsonValue? Result { get; init; }

    /// <summary>Why it did not complete; null while it runs and where it did.</summary>
    public ExecutionError? Error { get; init; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its first state began; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When it must be over; null means never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>How it was started: <c>manual</c>, <c>scheduled</c>, <c>api</c>, <c>webhook</c> or <c>chat</c>.</summary>
    public string TriggerType { get; init; } = "api";

    /// <summary>Who started it; null where nobody said.</summary>
    public string? TriggeredBy { get; init; }

    /// <summary>W3C trace id, fixed when the execution is recorded; null where tracing was off.</summary>
    public string? TraceId { get; init; }

    /// <summary>Settings of this execution that go before the definition's.</summary>
    public ExecutionOverrides Overrides { get; init; } = ExecutionOverrides.None;

    /// <summary>What its model calls used.</summary>
    public TokenUsage Usage { get; init; } = TokenUsage.None;

    /// <summary>Finds a step that is not over; null where there is none.</summary>
    public StepState? FindStep(StepId id)
    {
        foreach (var step in ActiveSteps)
        {
            if (step.Id == id)
            {
                return step;
            }
        }

        return null;
    }

    internal ExecutionState WithStep(StepState step)
    {
        var index = ActiveSteps.FindIndex(other => other.Id == step.Id);
        return this with { ActiveSteps = index < 0 ? ActiveSteps.Add(step) : ActiveSteps.SetItem(index, step) };
    }

    internal ImmutableList<StepState> StepsWithout(StepId id) => ActiveSteps.RemoveAll(step => step.Id == id);
}
