using Agents.Core.Budgets;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions.Commands;

/// <summary>Something that somebody or something wants of an execution. The clock comes with it.</summary>
/// <param name="Now">When it was asked, in UTC.</param>
public abstract record ExecutionCommand(DateTimeOffset Now);

/// <summary>Record the execution and begin.</summary>
public sealed record StartExecution(DateTimeOffset Now) : ExecutionCommand(Now)
{
    /// <summary>The new execution's id.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The server's version number of the workflow.</summary>
    public required int WorkflowVersion { get; init; }

    /// <summary>What it is started with.</summary>
    public required JsonObject Inputs { get; init; }

    /// <summary>How it is started.</summary>
    public string TriggerType { get; init; } = "api";

    /// <summary>Who starts it; null where nobody said.</summary>
    public string? TriggeredBy { get; init; }

    /// <summary>W3C trace id; null where tracing is off.</summary>
    public string? TraceId { get; init; }

    /// <summary>The step that starts it and waits for its end; null where nobody of ours does.</summary>
    public ParentStep? Parent { get; init; }

    /// <summary>What it may spend, over the definition's budget; null means as defined.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Settings that go before the definition's.</summary>
    public ExecutionOverrides Overrides { get; init; } = ExecutionOverrides.None;

    /// <summary>Names of the secrets that it is given; never a value.</summary>
    public JsonArray Secrets { get; init; } = JsonArray.Empty;

    /// <summary>The execution that this one repeats from the start; null where it repeats none.</summary>
    public ForkOrigin? ForkedFrom { get; init; }

    /// <summary>The deployment that it was started through; null where it was started directly.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>How much it may hold, in bytes.</summary>
    public long MaxContextBytes { get; init; } = ContextLimit.DefaultBytes;

    /// <summary>The agents of environments that it uses, as the definition names them, each with the hash of its file.</summary>
    public JsonObject Agents { get; init; } = JsonObject.Empty;

    /// <summary>Whether too many executions are active: then it is recorded and waits for <see cref="AdmitExecution"/>.</summary>
    public bool IsQueued { get; init; }

    /// <summary>What <c>validating</c> found wrong outside the definition (models, agents, tools); empty lets the execution run.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];
}

/// <summary>An attempt of a step is over, one way or the other.</summary>
/// <param name="Now">When.</param>
/// <param name="StepId">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="ModelCalls">What models answered on the way, to be recorded with it.</param>
public abstract record EndAttempt(DateTimeOffset Now, StepId StepId, int Attempt, IReadOnlyList<ModelReplied> ModelCalls) : ExecutionCommand(Now);

/// <summary>An attempt of a step came to a result.</summary>
/// <param name="Now">When.</param>
/// <param name="StepId">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Output">The result; null where it failed.</param>
/// <param name="Error">The failure; null where it succeeded.</param>
/// <param name="ModelCalls">What models answered on the way, to be recorded with the result.</param>
/// <param name="Jitter">0 to 1: how much of the jitter a retry adds.</param>
public sealed record FinishStep(
    DateTimeOffset Now,
    StepId StepId,
    int Attempt,
    JsonValue? Output,
    ExecutionError? Error,
    IReadOnlyList<ModelReplied> ModelCalls,
    double Jitter) : EndAttempt(Now, StepId, Attempt, ModelCalls);

/// <summary>An attempt of a step could not make its next call, because a budget did not allow it.</summary>
/// <param name="Now">When.</param>
/// <param name="StepId">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Shortfall">Which budget, and what is left of it.</param>
/// <param name="ModelCalls">What models answered on the way, to be recorded with it.</param>
public sealed record DeferStep(DateTimeOffset Now, StepId StepId, int Attempt, BudgetShortfall Shortfall, IReadOnlyList<ModelReplied> ModelCalls)
    : EndAttempt(Now, StepId, Attempt, ModelCalls);

/// <summary>Give the execution another budget; where that is enough it goes on.</summary>
/// <param name="Now">When.</param>
/// <param name="Budget">The whole budget from here on.</param>
/// <param name="Actor">Who asked; null where nobody said.</param>
public sealed record ChangeBudget(DateTimeOffset Now, Budget Budget, string? Actor) : ExecutionCommand(Now);

/// <summary>The execution and its sub-workflows together have nearly spent a limit of its budget.</summary>
/// <param name="Now">When.</param>
/// <param name="Limit">Which: one of <see cref="Budgets.BudgetLimit"/>.</param>
/// <param name="Used">What is spent of it.</param>
/// <param name="Of">The limit.</param>
public sealed record WarnOfSpending(DateTimeOffset Now, string Limit, decimal Used, decimal Of) : ExecutionCommand(Now);

/// <summary>Time has passed: fire whatever is due.</summary>
/// <param name="Now">When.</param>
/// <param name="Jitter">0 to 1: how much of the jitter a retry adds.</param>
public sealed record Tick(DateTimeOffset Now, double Jitter = 0) : ExecutionCommand(Now);

/// <summary>End the execution; what runs is told to stop.</summary>
/// <param name="Now">When.</param>
/// <param name="Actor">Who asked; null where nobody said.</param>
/// <param name="Reason">Why; null where nobody said.</param>
public sealed record CancelExecution(DateTimeOffset Now, string? Actor, string? Reason) : ExecutionCommand(Now);

/// <summary>Begin nothing new until the execution is resumed.</summary>
/// <param name="Now">When.</param>
/// <param name="Actor">Who asked; null where nobody said.</param>
/// <param name="Reason">Why; null where nobody said.</param>
public sealed record PauseExecution(DateTimeOffset Now, string? Actor, string? Reason) : ExecutionCommand(Now)
{
    /// <summary>Whether the execution that waits for it was paused. One that is paused already stays paused by whoever did it.</summary>
    public bool IsByParent { get; init; }
}

/// <summary>Go on after a pause.</summary>
/// <param name="Now">When.</param>
/// <param name="Actor">Who asked; null where nobody said.</param>
public sealed record ResumeExecution(DateTimeOffset Now, string? Actor) : ExecutionCommand(Now)
{
    /// <summary>Whether the execution that waits for it was resumed: then only a pause that came from there ends.</summary>
    public bool IsByParent { get; init; }
}
