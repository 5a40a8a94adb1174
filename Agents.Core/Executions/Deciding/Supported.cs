using Agents.Core.Approvals;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>What can never be done, whatever happens: a workflow with it loads and is drawn, and is refused before its first step.</summary>
public static class Supported
{
    /// <summary>One sentence per state that cannot be done, also inside of others; empty where the whole workflow can.</summary>
    public static IReadOnlyList<string> Refusals(Workflow plan) => [.. plan.AllStates().Select(Refusal).OfType<string>()];

    private static string? Refusal(State state) => state switch
    {
        ApprovalState approval => TooFew(approval),
        _ => null,
    };

    // A team's size is nobody's business here: one team is enough.
    private static string? TooFew(ApprovalState state)
    {
        var names = state.Approvers.Concat(state.EscalateTo).Select(Actor.FullName).Distinct().ToList();
        return state.Approvers.Count > 0 && names.Count < state.Quorum && !names.Exists(Actor.IsTeam)
            ? $"State '{state.Name}' needs {state.Quorum} approvals and names {names.Count} approvers. Name more of them, or lower its quorum."
            : null;
    }
}
