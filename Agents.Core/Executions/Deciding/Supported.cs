using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>What this engine runs. A workflow with anything else loads, is drawn and validated, and is refused before its first step.</summary>
public static class Supported
{
    /// <summary>One sentence per state or transition that cannot be run; empty where the whole workflow can.</summary>
    public static IReadOnlyList<string> Refusals(Workflow plan)
    {
        var refusals = new List<string>();
        if (Refusal("The start", plan.Start) is { } start)
        {
            refusals.Add(start);
        }

        foreach (var state in plan.States)
        {
            if (!state.IsPure && state is not AgentState)
            {
                refusals.Add($"State '{state.Name}' is of type {state.Type}, which this version does not run yet.");
            }
            else if (Refusal($"State '{state.Name}'", state.Next) is { } next)
            {
                refusals.Add(next);
            }
        }

        return refusals;
    }

    private static string? Refusal(string subject, Transition transition) => transition switch
    {
        ForkTransition => $"{subject} forks into several states, which this version does not run yet.",
        MapTransition => $"{subject} maps over a list, which this version does not run yet.",
        _ => null,
    };
}
