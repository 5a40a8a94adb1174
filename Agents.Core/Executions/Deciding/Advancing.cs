using Agents.Core.Evaluation;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Executions;

/// <summary>
/// Goes on from one state to the next: pure states are computed on the way, so that a chain of them costs no commit of its own,
/// until a state has an effect, the execution ends, or something fails.
/// </summary>
internal static class Advancing
{
    /// <summary>How often one execution may enter one state: the limit of loops that give none of their own.</summary>
    public const int MaxVisits = 1_000;

    /// <summary>How long an attempt may take where the definition says nothing.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    public static void Follow(Draft draft, Transition start)
    {
        var scope = new StateScope(draft.State, draft.Plan, draft.Now);
        try
        {
            Enter(draft, Transitions.Resolve(start, scope, draft.State).Next);
        }
        catch (StarlarkException problem)
        {
            Fail(draft, PureStates.ToError(problem));
        }
    }

    /// <summary>Enters a state; null is the end.</summary>
    public static void Enter(Draft draft, string? next)
    {
        while (next is not null && !draft.IsOver)
        {
            var state = draft.Plan.FindState(next);
            var visit = draft.State.Visits.GetValueOrDefault(next) + 1;
            if (state is null || visit > MaxVisits)
            {
                Fail(draft, state is null ? Missing(next) : TooOften(next));
                return;
            }

            if (!state.IsPure)
            {
                Begin(draft, state, visit);
                return;
            }

            next = Evaluate(draft, state, visit);
        }

        if (!draft.IsOver)
        {
            draft.Record(new ExecutionCompleted(draft.Now, Outputs.Of(draft.State, draft.Plan)));
        }
    }

    /// <summary>Ends the execution with an error.</summary>
    public static void Fail(Draft draft, ExecutionError error) => draft.Record(new ExecutionFailed(draft.Now, error));

    /// <summary>When an attempt that begins now must be over.</summary>
    public static DateTimeOffset Deadline(State state, DateTimeOffset now) => now + (state.Timeout ?? DefaultTimeout);

    private static void Begin(Draft draft, State state, int visit)
    {
        var stepId = StepId.Of(draft.State.Id, state.Name, "", 0, visit);
        var scope = new StateScope(draft.State, draft.Plan, draft.Now);
        if (!StepInputs.TryRender(state, scope, draft.State, out var input, out var error))
        {
            FailStep(draft, stepId, state, visit, error!);
            return;
        }

        draft.Record(new StepStarted(draft.Now, stepId, state.Name, visit, 1) { Input = input, Deadline = Deadline(state, draft.Now) });
    }

    private static string? Evaluate(Draft draft, State state, int visit)
    {
        var stepId = StepId.Of(draft.State.Id, state.Name, "", 0, visit);
        var evaluation = PureStates.Evaluate(draft.State, draft.Plan, state, draft.Now);
        switch (evaluation)
        {
            case Evaluated result:
                draft.Record(new StepEvaluated(draft.Now, stepId, state.Name, visit)
                {
                    Output = result.Output,
                    Writes = result.Writes,
                    Next = result.Next,
                    Condition = result.Condition,
                });
                return result.Next;
            case NotEvaluated failure:
                FailStep(draft, stepId, state, visit, failure.Error);
                return null;
            default:
                throw new InvalidOperationException($"'{evaluation.GetType().Name}' is not an evaluation.");
        }
    }

    private static void FailStep(Draft draft, StepId stepId, State state, int visit, ExecutionError error)
    {
        var located = error with { State = state.Name };
        draft.Record(new StepFailed(draft.Now, stepId, state.Name, visit, 1, located));
        Fail(draft, located);
    }

    private static ExecutionError Missing(string name) => new(ErrorCategory.InvalidDefinition, $"There is no state '{name}'.");

    private static ExecutionError TooOften(string name) => new(
        ErrorCategory.InvalidDefinition,
        $"State '{name}' was entered {MaxVisits} times, which is the limit. Give its loop a condition that ends it.")
    { State = name };
}
