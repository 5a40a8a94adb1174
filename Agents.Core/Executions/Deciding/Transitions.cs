using Agents.Core.Evaluation;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Executions;

/// <summary>Where an execution goes after a state, decided on the context with the state's result in it.</summary>
internal static class Transitions
{
    // What chose where nothing had to be chosen.
    private const string Always = "";

    public static PureEvaluation After(
        ExecutionState execution, Workflow plan, State state, JsonValue? output, IReadOnlyList<ContextWrite> writes, DateTimeOffset now)
    {
        if (state.Next is EndTransition)
        {
            return new Evaluated(output, writes, null, null);
        }

        if (state.Next is ToTransition only)
        {
            return new Evaluated(output, writes, only.Target, null);
        }

        try
        {
            var after = output is null ? execution : Results.Record(execution, output, writes);
            var (next, condition) = Resolve(state.Next, new StateScope(after, plan, now), after);
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
    public static (string? Next, string? Condition) Resolve(Transition transition, StateScope scope, ExecutionState execution) => transition switch
    {
        EndTransition => (null, Always),
        ToTransition to => (to.Target, Always),
        RoutesTransition routes => Choose(routes, scope, execution),
        LoopTransition loop => Repeat(loop, scope, execution),
        _ => throw new InvalidOperationException($"A {transition.GetType().Name} is refused before the first step."),
    };

    private static (string? Next, string? Condition) Choose(RoutesTransition routes, StateScope scope, ExecutionState execution)
    {
        foreach (var route in routes.Routes)
        {
            if (Templating.IsTrue(route.Program, scope))
            {
                return (Resolve(route.Target, scope, execution).Next, route.Condition);
            }
        }

        return routes.Default is null ? (null, null) : (Resolve(routes.Default, scope, execution).Next, "default");
    }

    private static (string? Next, string? Condition) Repeat(LoopTransition loop, StateScope scope, ExecutionState execution)
    {
        var runs = execution.LoopIterations.GetValueOrDefault(loop.State) + 1;
        if (runs >= loop.MaxIterations)
        {
            return (Resolve(loop.Exit, scope, execution).Next, $"{runs} of {loop.MaxIterations} iterations");
        }

        var isDone = loop.Until is { } until
            ? Templating.IsTrue(until.Program, scope)
            : loop.ConditionField is { } field && scope.TryGet(field, out var value) && value.IsTrue;
        return isDone
            ? (Resolve(loop.Exit, scope, execution).Next, loop.Until?.Condition ?? loop.ConditionField)
            : (loop.State, $"iteration {runs + 1} of {loop.MaxIterations}");
    }
}
