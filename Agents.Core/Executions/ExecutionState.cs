using Agents.Core.Budgets;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>
/// One execution at one moment: the fold of its events, and nothing that cannot be derived from them.
/// Immutable, so that readers may keep it while the execution goes on.
/// </summary>
/// <remarks>Every event copies this record: what does not move is in <see cref="Origin"/>, and what moves in <see cref="Root"/> and <see cref="Frames"/>.</remarks>
public sealed record ExecutionState
{
    /// <summary>Before the first event.</summary>
    public static readonly ExecutionState None = new();

    /// <summary>What was fixed when it was recorded.</summary>
    public ExecutionOrigin Origin { get; init; } = ExecutionOrigin.None;

    /// <summary>How many events were folded; the next one has this number plus one.</summary>
    public long Seq { get; private set; }

    /// <summary>Where the execution is in its life.</summary>
    public ExecutionStatus Status { get; internal set; } = ExecutionStatus.Queued;

    /// <summary>The workflow's own states.</summary>
    public Frame Root { get; init; } = Frame.Empty;

    /// <summary>The branches that are not over.</summary>
    public FrameSet Frames { get; init; } = FrameSet.Empty;

    /// <summary>When its first state began; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Since when it has waited for its turn, a pause of that included; null once it has it, and where it had it at once.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>Whether it is paused because the execution that waits for it is.</summary>
    public bool IsPausedByParent { get; init; }

    /// <summary>How it ended; null before.</summary>
    public ExecutionEnd? End { get; init; }

    /// <summary>Signals that came.</summary>
    public SignalInbox Signals { get; init; } = SignalInbox.Empty;

    /// <summary>What its model calls used.</summary>
    public TokenUsage Usage { get; init; } = TokenUsage.None;

    /// <summary>What it may spend and what became of that; null where nothing limits it.</summary>
    public ExecutionBudget? Budget { get; init; }

    /// <summary>How much it holds at most, in bytes: all that it ever held, counted anew where that is more than it may hold.</summary>
    public long HeldBytes { get; internal set; }

    /// <inheritdoc cref="ExecutionOrigin.Id"/>
    public string Id => Origin.Id;

    /// <inheritdoc cref="ExecutionOrigin.WorkflowId"/>
    public string WorkflowId => Origin.WorkflowId;

    /// <inheritdoc cref="ExecutionOrigin.WorkflowVersion"/>
    public int WorkflowVersion => Origin.WorkflowVersion;

    /// <inheritdoc cref="ExecutionOrigin.Inputs"/>
    public JsonObject Inputs => Origin.Inputs;

    /// <inheritdoc cref="ExecutionOrigin.CreatedAt"/>
    public DateTimeOffset CreatedAt => Origin.CreatedAt;

    /// <inheritdoc cref="ExecutionOrigin.Deadline"/>
    public DateTimeOffset? Deadline => Origin.Deadline;

    /// <inheritdoc cref="ExecutionOrigin.TriggerType"/>
    public string TriggerType => Origin.TriggerType;

    /// <inheritdoc cref="ExecutionOrigin.TriggeredBy"/>
    public string? TriggeredBy => Origin.TriggeredBy;

    /// <inheritdoc cref="ExecutionOrigin.TraceId"/>
    public string? TraceId => Origin.TraceId;

    /// <inheritdoc cref="ExecutionOrigin.Parent"/>
    public ParentStep? Parent => Origin.Parent;

    /// <inheritdoc cref="ExecutionOrigin.Overrides"/>
    public ExecutionOverrides Overrides => Origin.Overrides;

    /// <inheritdoc cref="ExecutionOrigin.ForkedFrom"/>
    public ForkOrigin? ForkedFrom => Origin.ForkedFrom;

    /// <inheritdoc cref="ExecutionOrigin.DeploymentId"/>
    public string? DeploymentId => Origin.DeploymentId;

    /// <inheritdoc cref="ExecutionOrigin.Reused"/>
    public ReusedWork Reused => Origin.Reused;

    /// <summary>The document that the workflow's own states read and write; branches have theirs.</summary>
    public JsonObject Context => Root.Context;

    /// <summary>The workflow's own state that was entered last; null before the first one.</summary>
    public string? CurrentState => Root.CurrentState;

    /// <summary>What came out; null until the execution completes.</summary>
    public JsonValue? Result => End?.Result;

    /// <summary>Why it did not complete; null while it runs and where it did.</summary>
    public ExecutionError? Error => End?.Error;

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? CompletedAt => End?.At;

    /// <summary>Whether nothing new may start: what runs is recorded, and where it leads is kept in the frames until it may go on.</summary>
    public bool IsHeld => Status is ExecutionStatus.Paused or ExecutionStatus.BudgetExceeded;

    /// <summary>
    /// Whether it counts among the executions that run at once. One whose steps all wait does not: for people, signals, times, or other executions,
    /// which else could wait for the one that waits for them.
    /// </summary>
    public bool IsActive => Status == ExecutionStatus.Running && Counts is var counts && (counts.Pending > 0 || counts.Children == 0 || counts.Running > counts.Children);

    /// <summary>How many attempts should be under way.</summary>
    public int RunningSteps => Counts.Running;

    /// <summary>How many steps wait for people.</summary>
    public int WaitingForApproval => Counts.Approvals;

    /// <summary>How many steps wait for other executions.</summary>
    public int WaitingForChildren => Counts.Children;

    /// <summary>Steps that are not over, in the order in which their branches began.</summary>
    public IReadOnlyList<StepState> ActiveSteps
    {
        get
        {
            if (Frames.Count == 0)
            {
                return Root.Step is { } only ? [only] : [];
            }

            return [.. Frames.InOrder.Prepend(Root).Select(static frame => frame.Step).OfType<StepState>()];
        }
    }

    private StepCounts Counts => Root.Step is { } step ? Frames.Counts.With(step) : Frames.Counts;

    /// <summary>Finds an open frame by its path, empty for the root; null where there is none.</summary>
    public Frame? FindFrame(string path) => path.Length == 0 ? Root : Frames.Find(path);

    /// <summary>Finds a step that is not over; null where there is none.</summary>
    public StepState? FindStep(StepId id)
        => Root.Step is { } step && step.Id == id ? step : Frames.FindStep(id);

    /// <summary>The frame that an event names.</summary>
    /// <exception cref="InvalidDataException">There is none: the journal is broken.</exception>
    internal Frame FrameOf(string path)
        => FindFrame(path) ?? throw new InvalidDataException($"The journal names the branch '{path}', which is not open.");

    /// <summary>The frame around a branch, and the step there that the branch is a part of.</summary>
    /// <exception cref="InvalidDataException">There is no such step: the journal is broken.</exception>
    internal (Frame Parent, StepState Step, Composite Composite) OwnerOf(string branch)
    {
        var parent = FrameOf(FramePath.Split(branch).Parent);
        return parent.Step is { Composite: { } composite } step
            ? (parent, step, composite)
            : throw new InvalidDataException($"The journal has the branch '{branch}' outside of a step that could have it.");
    }

    /// <summary>The state with a frame as it is now.</summary>
    internal ExecutionState With(Frame frame)
        => frame.Path.Length == 0 ? this with { Root = frame } : this with { Frames = Frames.With(frame) };

    /// <summary>The state with a frame as it is now, after others were opened or closed.</summary>
    internal ExecutionState With(Frame frame, FrameSet frames)
        => frame.Path.Length == 0 ? this with { Root = frame, Frames = frames } : this with { Frames = frames.With(frame) };

    /// <summary>The state with a step as it is now, in the frame that it is in.</summary>
    internal ExecutionState With(StepState step) => With(FrameOf(step.Branch) with { Step = step });

    /// <summary>A step waits for something.</summary>
    /// <exception cref="InvalidDataException">There is no such step: the journal is broken.</exception>
    internal ExecutionState Waiting(StepId id, Wait wait)
        => With((FindStep(id) ?? throw new InvalidDataException($"The journal names the step '{id}', which is not open.")) with { Wait = wait, Status = wait.Status });

    /// <summary>Counts a value that was added. Called on a state that nobody else has seen.</summary>
    internal ExecutionState Holding(JsonValue? added)
    {
        if (added is not null)
        {
            HeldBytes += ContextSize.Of(added);
            HeldBytes = HeldBytes <= Origin.MaxContextBytes ? HeldBytes : ContextSize.Of(this);
        }

        return this;
    }

    internal ExecutionState WithApproval(StepId id, Func<ApprovalWait, ApprovalWait> change)
        => FindStep(id) is { Wait: ApprovalWait approval } step
            ? With(step with { Wait = change(approval) })
            : throw new InvalidDataException($"The journal names the approval '{id}', which is not open.");

    /// <summary>
    /// The only place that counts events and derives the status of what runs: what its steps do, where running beats waiting for people,
    /// that a signal, and that a time. Called on a state that nobody else has seen.
    /// </summary>
    internal ExecutionState Settle(long seq)
    {
        Seq = seq;
        if (Status is ExecutionStatus.Running or ExecutionStatus.WaitingApproval or ExecutionStatus.WaitingSignal or ExecutionStatus.WaitingTimer)
        {
            Status = Counts.Status;
        }

        return this;
    }
}
