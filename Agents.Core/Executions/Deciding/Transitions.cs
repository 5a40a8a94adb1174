using Agents.Core.Evaluation;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Executions;

/// <summary>Where a frame goes after a state, decided on the context with the state's result in it.</summary>
internal static class Transitions
{
    // What chose where nothing had to be chosen.
    private const string Always = "";

    public static PureEvaluation After(
        Draft draft, Sequence sequence, Frame frame, State state, JsonValue? output, IReadOnlyList<ContextWrite> writes)
    {
        if (state.Next is EndTransition || sequence.IsSingle)
        {
            return new Evaluated(output, writes, null, null);
        }

        if (state.Next is ToTransition only)
        {
            return new Evaluated(output, writes, only.Target, null);
        }

        try
        {
            var after = output is null ? frame : Results.Record(frame, output, writes);
            var (next, condition) = Resolve(state.Next, (state as MapState)?.Map.TargetState ?? state.Name, draft.ScopeOf(after));
            return condition is null
                ? new NotEvaluated(new ExecutionError(ErrorCategory.Validation, "No route's condition is true and there is no default."))
                : new Evaluated(output, writes, next, condition.Length == 0 ? null : condition);
        }
        catch (StarlarkException problem)
        {
            return new NotEvaluated(PureStates.ToError(problem));
        }
    }

    /// <summary>The target, null for the end, and the condition that chose it: null where nothing chose.</summary>
    /// <param name="transition">The transition.</param>
    /// <param name="from">The state that it leads away from.</param>
    /// <param name="scope">What its conditions see.</param>
    public static (string? Next, string? Condition) Resolve(Transition transition, string from, StateScope scope) => transition switch
    {
        EndTransition => (null, Always),
        ToTransition to => (to.Target, Always),
        RoutesTransition routes => Choose(routes, from, scope),
        LoopTransition loop => Repeat(loop, scope),
        ForkTransition => (PlanSequences.ForkName(from), Always),
        MapTransition => (PlanSequences.MapName(from), Always),
        _ => throw new InvalidOperationException($"'{transition.GetType().Name}' is not a transition."),
    };

    private static (string? Next, string? Condition) Choose(RoutesTransition routes, string from, StateScope scope)
    {
        foreach (var route in routes.Routes)
        {
            if (Templating.IsTrue(route.Program, scope))
            {
                return (Resolve(route.Target, from, scope).Next, route.Condition);
            }
        }

        return routes.Default is null ? (null, null) : (Resolve(routes.Default, from, scope).Next, "default");
    }

    private static (string? Next, string? Condition) Repeat(LoopTransition loop, StateScope scope)
    {
        var runs = scope.Frame.LoopIterations.GetValueOrDefault(loop.State) + 1;
        var most = Math.Min(loop.MaxIterations, scope.TestRun?.MaxIterations ?? int.MaxValue);
        if (runs >= most)
        {
            return (Resolve(loop.Exit, loop.State, scope).Next, $"{runs} of {most} iterations");
        }

        var isDone = loop.Until is { } until
            ? Templating.IsTrue(until.Program, scope)
            : loop.ConditionField is { } field && scope.TryGet(field, out var value) && value.IsTrue;
        return isDone
            ? (Resolve(loop.Exit, loop.State, scope).Next, loop.Until?.Condition ?? loop.ConditionField)
            : (loop.State, $"iteration {runs + 1} of {most}");
    }
}
