using Agents.Core.Diagnostics;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads a state's <c>retry</c>, and says where it has no effect: only what calls an agent or another workflow has attempts.</summary>
internal static class StateRetry
{
    public static RetryRule? Read(MappingReader keys, State state)
    {
        if (IsOfItsAgent(keys, state) || RetryReader.Read(keys.Mapping("retry")) is not { } rule)
        {
            return null;
        }

        if (state is AgentState or WorkflowState or PatternState)
        {
            return rule;
        }

        keys.Bag.Warn(DiagnosticCodes.IgnoredSetting, keys.Node.KeyPlace("retry"), $"'retry' of {keys.What} has no effect: {Why(state)}", Instead(state));
        return null;
    }

    // A foreach that only names an agent: each item's call is tried again.
    private static bool IsOfItsAgent(MappingReader keys, State state) => state is ForeachState && keys.Node.Find("iterator") is null;

    private static string Why(State state) => state switch
    {
        ParallelState or ForeachState or TryState => $"a state of type {state.Type} has no attempts of its own.",
        { IsPure: true } => $"a state of type {state.Type} computes, and would give the same again.",
        _ => $"a state of type {state.Type} waits and calls nothing.",
    };

    private static string Instead(State state) => state is ParallelState or ForeachState or TryState
        ? "Put it at the agent, pattern or workflow states inside, at the top level for all of them, or put the states into a workflow of their own and 'retry' at the state that runs it."
        : "Remove it.";
}
