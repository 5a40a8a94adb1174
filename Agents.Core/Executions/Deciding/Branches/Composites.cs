using Agents.Core.Evaluation;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Executions;

/// <summary>
/// Steps that consist of branches. Each kind says in a file of its own what it begins with and, each time that a branch has ended, what is to become of it;
/// here it is made so. Branches take turns (<see cref="Advancing.Run"/>): ten thousand of them that need nothing but computing do not nest.
/// </summary>
internal static class Composites
{
    public static bool Includes(State state) => KindOf(state) is not null;

    /// <summary>What kind of step with branches a state is; null where it has none.</summary>
    public static CompositeKind? KindOf(State state) => state switch
    {
        ParallelState => CompositeKind.Parallel,
        ForeachState => CompositeKind.Foreach,
        TryState => CompositeKind.Try,
        ForkState => CompositeKind.Fork,
        MapState => CompositeKind.Map,
        PatternState => CompositeKind.Pattern,
        DesignState => CompositeKind.Design,
        _ => null,
    };

    public static void Begin(Draft draft, Frame frame, State state, int visit)
    {
        var stepId = StepId.Of(draft.State.Id, state.Name, frame.Path, frame.Index, visit);
        switch (Plan(draft, frame, state))
        {
            case Planned planned:
                draft.Record(new StepStarted(draft.Now, stepId, state.Name, visit, 1)
                {
                    Branch = frame.Path,
                    Input = planned.Input is JsonNull ? null : planned.Input,
                    Composite = planned.Shape,
                    Deadline = draft.Now + state.Timeout,
                });
                Continue(draft, frame.Path);
                break;
            case NotPlanned failure:
                Failing.FailStep(draft, frame.Path, stepId, state, visit, failure.Error);
                break;
        }
    }

    /// <summary>A branch is over: it reached its end, or it failed for good.</summary>
    public static void End(Draft draft, string path, ExecutionError? error = null, int attempt = 0)
    {
        draft.Record(new BranchEnded(draft.Now, path) { Error = error, Attempt = attempt });
        Continue(draft, FramePath.Split(path).Parent);
    }

    /// <summary>The time of a step is up: everything inside stops. Of a <c>try</c> its <c>finally</c> still runs.</summary>
    public static void TimeOut(Draft draft, StepState step)
    {
        var state = draft.StateOf(step)!;
        var error = new ExecutionError(ErrorCategory.Timeout, $"The state took longer than {state.Timeout?.TotalSeconds:0.###} s.") { State = state.Name };
        if (state is not TryState attempt)
        {
            Follow(draft, step, new IsBroken(error, 1));
            return;
        }

        foreach (var path in step.Composite!.Open.Values)
        {
            draft.Record(new BranchEnded(draft.Now, path) { Error = error, Attempt = 1 });
        }

        step = draft.State.FrameOf(step.Branch).Step!;
        Follow(draft, step, TryBlocks.Leave(attempt, step.Composite!));
    }

    /// <summary>The state's own input; JSON null where it gives none.</summary>
    public static JsonValue RenderInput(State state, StateScope scope) => state.Input is null ? JsonValue.Null : Templating.Render(state.Input, scope);

    private static CompositePlan Plan(Draft draft, Frame frame, State state)
    {
        var scope = draft.ScopeOf(frame);
        try
        {
            return state switch
            {
                ParallelState parallel => ParallelBranches.Plan(parallel, scope),
                ForeachState loop => ForeachItems.Plan(loop, scope),
                TryState attempt => TryBlocks.Plan(attempt, scope),
                PatternState pattern => PatternRuns.Plan(pattern, scope),
                DesignState design => DesignBlocks.Plan(design, scope),
                ForkState fork => ForkBranches.Plan(fork, draft.Plan),
                MapState map => MapItems.Plan(map, scope),
                _ => throw new InvalidOperationException($"State '{state.Name}' of type {state.Type} has no branches."),
            };
        }
        catch (StarlarkException problem)
        {
            return new NotPlanned(PureStates.ToError(problem));
        }
    }

    /// <summary>Looks again at what is to become of the step in a frame, given how far its branches are.</summary>
    public static void Continue(Draft draft, string path)
    {
        var step = draft.State.FrameOf(path).Step!;
        Follow(draft, step, draft.StateOf(step) switch
        {
            ParallelState parallel => ParallelBranches.Decide(parallel, step.Composite!),
            ForeachState loop => ForeachItems.Decide(loop, step.Composite!),
            TryState attempt => TryBlocks.Decide(attempt, step.Composite!),
            PatternState => PatternRuns.Decide(step.Composite!),
            DesignState design => DesignBlocks.Decide(design, step.Composite!, step.Input is JsonNull ? draft.State.FrameOf(path).LastOutput : step.Input),
            ForkState fork => ForkBranches.Decide(fork, step.Composite!),
            MapState => MapItems.Decide(step.Composite!),
            var other => throw new InvalidOperationException($"State '{step.State}' of type {other?.Type} has no branches."),
        });
    }

    private static void Follow(Draft draft, StepState step, Verdict verdict)
    {
        switch (verdict)
        {
            case Opens opens:
                Open(draft, step, opens);
                break;
            case IsDone:
                Succeed(draft, step);
                break;
            case IsBroken broken:
                draft.Record(new StepFailed(draft.Now, step.Id, step.State, step.Visit, step.Attempt, broken.Error) { Branch = step.Branch });
                Failing.Fail(draft, step.Branch, broken.Error, broken.Attempt);
                break;
        }
    }

    private static void Open(Draft draft, StepState step, Opens opens)
    {
        foreach (var opening in opens.Branches)
        {
            var path = FramePath.Child(step.Branch, step.State, step.Visit, opening.Key);
            if (opening.IsSkipped)
            {
                draft.Record(new BranchSkipped(draft.Now, step.Id, path, opening.Key, opening.Index));
                continue;
            }

            draft.Record(new BranchStarted(draft.Now, step.Id, path, opening.Key, opening.Index) { Input = opening.Input });
            draft.Ready(path);
        }

        // What depends on a branch that is not taken can be decided now.
        if (opens.Branches.Any(static opening => opening.IsSkipped))
        {
            Continue(draft, step.Branch);
        }
    }

    private static void Succeed(Draft draft, StepState step)
    {
        var sequence = draft.SequenceOf(step.Branch);
        var state = sequence.Find(step.State)!;
        var output = step.Composite!.Output;
        if (output.IsDeeperThan(JsonValue.MaxDepth))
        {
            var error = new ExecutionError(ErrorCategory.Validation, $"The results of its branches together nest deeper than {JsonValue.MaxDepth}. Let them give less.");
            Follow(draft, step, new IsBroken(error with { State = step.State }, 1));
            return;
        }

        var writes = Writes.Of(state, draft.Plan);
        switch (Transitions.After(draft, sequence, draft.State.FrameOf(step.Branch), state, output, writes))
        {
            case Evaluated result:
                draft.Record(new StepSucceeded(draft.Now, step.Id, step.State, step.Attempt, null) { Branch = step.Branch, Writes = writes, Next = result.Next });
                draft.Ready(step.Branch);
                break;
            case NotEvaluated failure:
                Follow(draft, step, new IsBroken(failure.Error with { State = step.State }, 1));
                break;
        }
    }
}
