using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Chat;

/// <summary>A workflow's states on one line: <c>a > b[c|d]</c>.</summary>
internal static class Shape
{
    public static string Of(Workflow plan) => Block(plan.States, plan.Start);

    public static string Inputs(Workflow plan) => string.Join(',', ((plan.InputSchema as JsonObject)?.Find("properties") as JsonObject)?.Keys ?? []);

    private static string Block(IReadOnlyList<State> states, Transition start)
    {
        var (shape, _) = Walk(states, (start as ToTransition)?.Target, null);
        return shape;
    }

    // Up to where a switch's ways meet again.
    private static (string Shape, string? End) Walk(IReadOnlyList<State> states, string? name, string? until)
    {
        var parts = new List<string>();
        while (name is not null && name != until && states.FirstOrDefault(state => state.Name == name) is { } state && state is not EndState)
        {
            (var part, name) = Step(states, state, until);
            parts.Add(part);
        }

        return (string.Join(" > ", parts), name);
    }

    private static (string Part, string? Next) Step(IReadOnlyList<State> states, State state, string? until)
    {
        var next = (state.Next as ToTransition)?.Target;
        switch (state)
        {
            case SwitchState route:
                var ways = route.Routes.Routes.Select(static way => ((ToTransition)way.Target).Target).Append((route.Routes.Default as ToTransition)?.Target).ToList();
                var meet = states.Select(static other => other.Name).FirstOrDefault(other => ways.TrueForAll(way => Reaches(states, way, other)));
                return ($"{state.Name}{{{string.Join('|', ways.Where(way => way != meet).Select(way => Walk(states, way, meet ?? until).Shape).Where(static shape => shape.Length > 0))}}}", meet);
            case ApprovalState approval:
                return (approval.OnReject == "fail" ? $"{state.Name}!" : $"{state.Name}![{Walk(states, approval.OnReject, next).Shape}]", next);
            case CronState cron:
                return ($"{state.Name}@{cron.Cron}", next);
            case ParallelState parallel:
                return ($"{state.Name}[{string.Join('|', parallel.Branches.Select(static branch => Block(branch.Block.States, new ToTransition(branch.Block.Start))))}]", next);
            case ForeachState each:
                return ($"{state.Name}({Block(each.Iterator.States, new ToTransition(each.Iterator.Start))})", next);
            default:
                return (state.Name, next);
        }
    }

    private static bool Reaches(IReadOnlyList<State> states, string? from, string to)
    {
        for (var at = from; at is not null; at = (states.FirstOrDefault(state => state.Name == at)?.Next as ToTransition)?.Target)
        {
            if (at == to)
            {
                return true;
            }
        }

        return false;
    }
}
