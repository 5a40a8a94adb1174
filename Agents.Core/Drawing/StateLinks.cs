using Agents.Core.Workflows;

namespace Agents.Core.Drawing;

/// <summary>The transitions that leave one state.</summary>
internal static class StateLinks
{
    public static void Add(List<GraphLink> links, State state, string? end, Func<string, string> idOf)
    {
        var from = idOf(state.Name);
        switch (state)
        {
            case EndState:
                return;
            case SwitchState choice:
                Add(links, from, choice.Routes, end, idOf);
                return;
            case ApprovalState approval:
                AddNamed(links, from, approval.OnReject, "rejected", idOf);
                AddNamed(links, from, approval.OnTimeout, "timed out", idOf);
                break;
            case SignalState { OnTimeout: { } late }:
                AddNamed(links, from, late, "timed out", idOf);
                break;
        }

        Add(links, from, state.Next, end, idOf);
    }

    /// <summary>Adds a transition's lines.</summary>
    /// <param name="links">Where they go.</param>
    /// <param name="from">The id that they leave.</param>
    /// <param name="transition">The transition.</param>
    /// <param name="end">The id of the end; null inside a block, whose end is its border.</param>
    /// <param name="idOf">State name → id.</param>
    /// <param name="kind">Why the transition is taken.</param>
    /// <param name="label">Its condition.</param>
    public static void Add(
        List<GraphLink> links, string from, Transition transition, string? end, Func<string, string> idOf, GraphEdgeKind kind = GraphEdgeKind.Next, string? label = null)
    {
        switch (transition)
        {
            case EndTransition when end is not null:
                links.Add(new GraphLink(from, end, kind, label));
                break;
            case ToTransition to:
                links.Add(new GraphLink(from, idOf(to.Target), kind, label));
                break;
            case RoutesTransition routes:
                AddRoutes(links, from, routes, end, idOf);
                break;
            case LoopTransition loop:
                links.Add(new GraphLink(from, idOf(loop.State), GraphEdgeKind.Loop, LoopLabel(loop)));
                Add(links, from, loop.Exit, end, idOf, kind, label);
                break;
            case ForkTransition fork:
                links.AddRange(fork.Branches.Select(branch => new GraphLink(from, idOf(branch), GraphEdgeKind.Fork, label)));
                break;
            case MapTransition map:
                links.Add(new GraphLink(from, idOf(map.TargetState), GraphEdgeKind.Map, $"each of {map.ItemsField}"));
                break;
        }
    }

    private static void AddRoutes(List<GraphLink> links, string from, RoutesTransition routes, string? end, Func<string, string> idOf)
    {
        foreach (var route in routes.Routes)
        {
            Add(links, from, route.Target, end, idOf, GraphEdgeKind.Route, route.Condition);
        }

        if (routes.Default is { } otherwise)
        {
            Add(links, from, otherwise, end, idOf, GraphEdgeKind.Default, "else");
        }
    }

    // "fail", "approve" and their like lead to no state and are left out when targets are checked.
    private static void AddNamed(List<GraphLink> links, string from, string target, string label, Func<string, string> idOf)
        => links.Add(new GraphLink(from, idOf(target), GraphEdgeKind.Failure, label));

    private static string LoopLabel(LoopTransition loop)
    {
        var until = loop.Until?.Condition ?? loop.ConditionField;
        return until is null ? $"{loop.MaxIterations} times" : $"until {until}, at most {loop.MaxIterations} times";
    }
}
