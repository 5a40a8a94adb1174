using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>What this engine runs. A workflow with anything else loads, is drawn and validated, and is refused before its first step.</summary>
public static class Supported
{
    /// <summary>One sentence per state that cannot be run, also inside of others; empty where the whole workflow can.</summary>
    public static IReadOnlyList<string> Refusals(Workflow plan)
        => [.. plan.AllStates().Where(static state => !IsRun(state)).Select(static state => $"State '{state.Name}' is of type {state.Type}, which this version does not run yet.")];

    private static bool IsRun(State state) => state.IsPure || state is AgentState || Composites.Includes(state);
}
