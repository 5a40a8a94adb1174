using Agents.Core.Executions.Events;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Executions;

/// <summary>
/// Takes frames from one state to the next: pure states are computed on the way, so that a chain of them costs no commit of its own,
/// until a state has an effect, the frame ends, or something fails. Frames take turns instead of calling each other, however many there are.
/// </summary>
internal static class Advancing
{
    /// <summary>How often one frame may enter one state: the limit of loops that give none of their own.</summary>
    public const int MaxVisits = 1_000;

    /// <summary>How long an attempt may take where the definition says nothing.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Lets every frame that was made ready go as far as it can.</summary>
    public static void Run(Draft draft)
    {
        while (draft.TryTakeReady(out var path))
        {
            Advance(draft, path);
        }
    }

    /// <summary>Goes on wherever a frame has somewhere to go, after it was held.</summary>
    public static void Continue(Draft draft)
    {
        foreach (var frame in draft.State.Frames.InOrder.Prepend(draft.State.Root))
        {
            if (frame.Pending.Kind != DestinationKind.None)
            {
                draft.Ready(frame.Path);
            }
        }

        Run(draft);
    }

    /// <summary>When an attempt that begins now must be over; null means never. What only waits has no limit but its own.</summary>
    public static DateTimeOffset? Deadline(State state, DateTimeOffset now) => state switch
    {
        TimerState or SignalState or ApprovalState => null,
        WorkflowState => now + state.Timeout,
        _ => now + (state.Timeout ?? DefaultTimeout),
    };

    private static void Advance(Draft draft, string path)
    {
        var sequence = draft.State.FindFrame(path) is null ? null : draft.SequenceOf(path);
        while (sequence is not null && !draft.IsOver && !draft.State.IsHeld && draft.State.FindFrame(path) is { Pending.Kind: not DestinationKind.None } frame)
        {
            if (!TryFind(draft, sequence, frame, out var target))
            {
                return;
            }

            if (target is null || target == sequence.Join)
            {
                End(draft, frame);
            }
            else
            {
                Enter(draft, sequence, frame, target);
            }
        }
    }

    /// <summary>The name of the state that is next; null for the end. False where that cannot be told, and then the frame has failed.</summary>
    private static bool TryFind(Draft draft, Sequence sequence, Frame frame, out string? target)
    {
        target = frame.Pending.State;
        if (frame.Pending.Kind != DestinationKind.Start)
        {
            return true;
        }

        try
        {
            target = Transitions.Resolve(sequence.Start, PlanSequences.Start, draft.ScopeOf(frame)).Next;
            return true;
        }
        catch (StarlarkException problem)
        {
            Failing.Fail(draft, frame.Path, PureStates.ToError(problem));
            return false;
        }
    }

    private static void End(Draft draft, Frame frame)
    {
        if (frame.Path.Length > 0)
        {
            Composites.End(draft, frame.Path);
            return;
        }

        draft.Record(Outputs.End(frame, draft.Plan, draft.Now));
    }

    private static void Enter(Draft draft, Sequence sequence, Frame frame, string name)
    {
        var state = sequence.Find(name);
        var visit = frame.Visits.GetValueOrDefault(name) + 1;
        if (state is null || visit > MaxVisits)
        {
            Failing.Fail(draft, frame.Path, state is null ? Missing(name) : TooOften(name));
        }
        else if (draft.State.Overrides.TestRun is { } caps && visit > caps.MaxIterations && !sequence.States.Values.Any(static state => state.Next is LoopTransition))
        {
            // Loops that count their iterations end by their own exit; one inside another enters its states more often than that.
            Failing.Fail(draft, frame.Path, TooOftenForATest(name, caps.MaxIterations));
        }
        else if (state.IsPure)
        {
            Evaluate(draft, sequence, frame, state, visit);
        }
        else if (Composites.Includes(state))
        {
            Composites.Begin(draft, frame, state, visit);
        }
        else
        {
            Begin(draft, frame, state, visit);
        }
    }

    private static void Begin(Draft draft, Frame frame, State state, int visit)
    {
        var stepId = StepId.Of(draft.State.Id, state.Name, frame.Path, frame.Index, visit);
        if (!StepInputs.TryRender(state, draft.ScopeOf(frame), frame, out var input, out var error))
        {
            Failing.FailStep(draft, frame.Path, stepId, state, visit, error);
            return;
        }

        draft.Record(new StepStarted(draft.Now, stepId, state.Name, visit, 1) { Branch = frame.Path, Input = input, Deadline = Deadline(state, draft.Now) });
        Waiting.Begin(draft, state, stepId);
    }

    private static void Evaluate(Draft draft, Sequence sequence, Frame frame, State state, int visit)
    {
        var stepId = StepId.Of(draft.State.Id, state.Name, frame.Path, frame.Index, visit);
        var evaluation = PureStates.Evaluate(draft, sequence, frame, state);
        switch (evaluation)
        {
            case Evaluated { Output: { } output } when ContextLimit.Problem(draft.State, output, $"The result of state '{state.Name}'") is { } problem:
                Failing.FailStep(draft, frame.Path, stepId, state, visit, problem);
                break;
            case Evaluated result:
                draft.Record(new StepEvaluated(draft.Now, stepId, state.Name, visit)
                {
                    Branch = frame.Path,
                    Output = result.Output,
                    Writes = result.Writes,
                    Next = result.Next,
                    Condition = result.Condition,
                    Warning = (state as InjectState)?.Warning,
                });
                break;
            case NotEvaluated failure:
                Failing.FailStep(draft, frame.Path, stepId, state, visit, failure.Error);
                break;
            default:
                throw new InvalidOperationException($"'{evaluation.GetType().Name}' is not an evaluation.");
        }
    }

    private static ExecutionError Missing(string name) => new(ErrorCategory.InvalidDefinition, $"There is no state '{name}'.");

    private static ExecutionError TooOftenForATest(string name, int most) => new(
        ErrorCategory.InvalidDefinition,
        $"State '{name}' was entered {most} times, which is the limit of a test run. Run it in full, or raise TestRun:MaxIterations.")
    { State = name };

    private static ExecutionError TooOften(string name) => new(
        ErrorCategory.InvalidDefinition,
        $"State '{name}' was entered {MaxVisits} times, which is the limit. Give its loop a condition that ends it.")
    { State = name };
}
