using Agents.Core.Executions.Events;

namespace Agents.Core.Executions;

/// <summary>The state machine of an execution, as pure functions: no I/O, no clock, no randomness.</summary>
public static partial class Execution
{
    /// <summary>The state after one more event.</summary>
    public static ExecutionState Fold(ExecutionState state, ExecutionEvent happened)
    {
        var after = happened.Apply(state);
        return (ReferenceEquals(after, state) ? state with { } : after).Settle(state.Seq + 1);
    }

    /// <summary>The state after more events, in order.</summary>
    public static ExecutionState Fold(ExecutionState state, IEnumerable<ExecutionEvent> events) => events.Aggregate(state, Fold);
}
