using Agents.Core.Patterns;
using Agents.Core.Workflows;

namespace Agents.Core.Drawing;

/// <summary>What is to be drawn, before anything has a place.</summary>
internal sealed record GraphItem(string Id, string Label, string Type)
{
    public string? Description { get; init; }

    /// <summary>What lies inside; empty for a plain node.</summary>
    public IReadOnlyList<GraphItem> Children { get; init; } = [];

    /// <summary>The transitions between the children.</summary>
    public IReadOnlyList<GraphLink> Links { get; init; } = [];

    public bool IsContainer => Children.Count > 0;
}

/// <summary>A transition between two items of the same level.</summary>
internal sealed record GraphLink(string From, string To, GraphEdgeKind Kind, string? Label);

/// <summary>Reads a workflow as a graph: one level per block of states.</summary>
internal static class WorkflowGraph
{
    public static GraphItem Of(Workflow workflow)
    {
        var links = new List<GraphLink>();
        StateLinks.Add(links, GraphLayout.StartId, workflow.Start, GraphLayout.EndId, static name => name);
        AddStates(links, workflow.States, GraphLayout.EndId, static name => name);
        var states = workflow.States.DistinctBy(static state => state.Name).Select(static state => ItemOf(state, state.Name));
        var children = new List<GraphItem> { new(GraphLayout.StartId, "Start", "start") };
        children.AddRange(states);
        if (links.Exists(static link => link.To == GraphLayout.EndId))
        {
            children.Add(new GraphItem(GraphLayout.EndId, "End", "end"));
        }

        return new GraphItem("", workflow.Name, "workflow") { Children = children, Links = Known(links, children) };
    }

    private static GraphItem ItemOf(State state, string id) => state switch
    {
        ParallelState parallel => Container(state, id, parallel.Branches.DistinctBy(static branch => branch.Name).Select(branch => BlockOf(branch.Name, $"{id}/{branch.Name}", branch.Block))),
        ForeachState each => Within(new GraphItem(id, state.Name, state.Type) { Description = state.Description }, each.Iterator),
        TryState attempt => TryOf(attempt, id),
        DesignState design => DesignOf(design, id),
        PatternState pattern => Within(new GraphItem(id, state.Name, state.Type) { Description = state.Description }, PatternBlocks.Of(pattern)),
        _ => new GraphItem(id, state.Name, state.Type) { Description = state.Description },
    };

    private static GraphItem Container(State state, string id, IEnumerable<GraphItem> children, params IReadOnlyList<GraphLink> links)
        => new(id, state.Name, state.Type) { Description = state.Description, Children = [.. children], Links = links };

    private static GraphItem DesignOf(DesignState design, string id)
        => Container(
            design, id, design.Parts.Select(part => BlockOf(part.Label, $"{id}/{part.Id}", part.States)),
            [.. design.Parts.SelectMany(part => part.Inputs.Select(input => new GraphLink($"{id}/{design.Parts[input.Block].Id}", $"{id}/{part.Id}", GraphEdgeKind.Next, null)))]);

    private static GraphItem TryOf(TryState state, string id)
    {
        var children = new List<GraphItem> { BlockOf("try", $"{id}/try", state.Try) };
        var links = new List<GraphLink>();
        if (state.Catch is { } onError)
        {
            children.Add(BlockOf("catch", $"{id}/catch", onError));
            links.Add(new GraphLink($"{id}/try", $"{id}/catch", GraphEdgeKind.Failure, "on error"));
        }

        if (state.Finally is { } always)
        {
            links.AddRange(children.Select(child => new GraphLink(child.Id, $"{id}/finally", GraphEdgeKind.Next, null)));
            children.Add(BlockOf("finally", $"{id}/finally", always));
        }

        return Container(state, id, children, links);
    }

    private static GraphItem BlockOf(string name, string id, StateBlock block) => Within(new GraphItem(id, name, "branch"), block);

    private static GraphItem Within(GraphItem container, StateBlock block)
    {
        var links = new List<GraphLink>();
        AddStates(links, block.States, end: null, name => $"{container.Id}/{name}");

        // The first state comes first: drawings begin with it.
        var states = block.States.DistinctBy(static state => state.Name).OrderBy(state => state.Name == block.Start ? 0 : 1)
            .Select(state => ItemOf(state, $"{container.Id}/{state.Name}")).ToList();
        return container with { Children = states, Links = Known(links, states) };
    }

    private static void AddStates(List<GraphLink> links, IReadOnlyList<State> states, string? end, Func<string, string> idOf)
    {
        foreach (var state in states)
        {
            StateLinks.Add(links, state, end, idOf);
        }
    }

    // A target that does not exist is a diagnostic, not a line. Two transitions between the same states are one line.
    private static List<GraphLink> Known(List<GraphLink> links, List<GraphItem> items)
    {
        var ids = items.Select(static item => item.Id).ToHashSet(StringComparer.Ordinal);
        return [.. links.Where(link => ids.Contains(link.From) && ids.Contains(link.To)).GroupBy(static link => (link.From, link.To)).Select(Joined)];
    }

    private static GraphLink Joined(IEnumerable<GraphLink> links)
    {
        var all = links.ToList();
        var labels = all.Select(static link => link.Label).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return all[0] with { Label = labels.Count == 0 ? null : string.Join(" or ", labels) };
    }
}
