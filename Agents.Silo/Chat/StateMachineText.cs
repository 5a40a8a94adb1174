using Agents.Core.Workflows;

namespace Agents.Silo.Chat;

/// <summary>A workflow's states on one line, for terminals and for reading aloud: <c>START → research → write → END</c>.</summary>
internal static class StateMachineText
{
    private const int MostStates = 40;

    public static string Of(Workflow plan)
    {
        var parts = new List<string> { "START" };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = plan.Start.Targets.FirstOrDefault(); at is not null && seen.Add(at) && seen.Count <= MostStates;)
        {
            var state = plan.States.FirstOrDefault(state => state.Name == at);
            if (state is null or EndState { Fails: false })
            {
                break;
            }

            parts.Add(Name(state));
            at = state is SwitchState choice ? Meeting(plan, choice) : state.Next.Targets.FirstOrDefault();
        }

        return string.Join(" → ", parts.Append("END"));
    }

    private static string Name(State state) => state switch
    {
        ParallelState parallel => $"({string.Join(" | ", parallel.Branches.Select(static branch => branch.Name))})",
        SwitchState choice => $"<{choice.Name}: {string.Join(" or ", choice.Routes.Targets.Distinct())}>",
        ForeachState each => $"{each.Name} [{string.Join(" → ", each.Iterator.States.Select(static inner => inner.Name))}]",
        _ => state.Name,
    };

    // The first state that every way of a switch comes to.
    private static string? Meeting(Workflow plan, SwitchState choice)
    {
        var ways = choice.Routes.Targets.Distinct().Select(target => Reached(plan, target)).ToList();
        return ways.Count == 0 ? null : ways[0].FirstOrDefault(name => ways.TrueForAll(way => way.Contains(name)));
    }

    private static List<string> Reached(Workflow plan, string from)
    {
        var reached = new List<string>();
        var open = new Queue<string>([from]);
        while (open.TryDequeue(out var name))
        {
            if (!reached.Contains(name) && plan.States.FirstOrDefault(state => state.Name == name) is { } state)
            {
                reached.Add(name);
                foreach (var target in state is SwitchState choice ? choice.Routes.Targets : state.Next.Targets)
                {
                    open.Enqueue(target);
                }
            }
        }

        return reached;
    }
}
