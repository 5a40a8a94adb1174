using Agents.Core.Workflows;

namespace Agents.Core.Executions;

public static partial class Execution
{
    /// <summary>Finds the state that a step visits; null where the plan has none.</summary>
    /// <param name="plan">The workflow that the execution runs.</param>
    /// <param name="branch">Path of the step's frame (<see cref="FramePath"/>); empty for the workflow's own states.</param>
    /// <param name="state">The state's name. Forks and maps of the graph format are found too, under <c>state.fork</c> and <c>state.map</c>.</param>
    public static State? FindState(Workflow plan, string branch, string state) => PlanSequences.Of(plan).Find(branch)?.Find(state);
}
