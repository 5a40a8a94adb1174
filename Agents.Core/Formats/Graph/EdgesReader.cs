using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Graph;

/// <summary>Reads a graph's edges and gives every node the one transition that they add up to.</summary>
internal sealed class EdgesReader(WorkflowDraft draft, GraphFields fields, DiagnosticBag bag)
{
    private readonly EdgeReader _edges = new(draft, fields, bag);

    /// <summary>Completes the draft's states and returns the graph's start.</summary>
    public Transition Read(DocumentNode? node)
    {
        if (node is not null and not SequenceNode)
        {
            MappingReader.Mistyped(bag, node, "'edges'", "a list");
        }

        var edges = (node as SequenceNode)?.Items
            .Select(item => MappingReader.Of(item, bag, "an edge") is { } keys ? _edges.Read(keys) : null).OfType<Edge>().ToList() ?? [];
        foreach (var state in draft.Root.States)
        {
            Connect(state, edges.FindAll(edge => edge.From == state.Name));
        }

        var start = Start(edges.FindAll(static edge => edge.From == EdgeReader.Start), node);
        ReportUnknownSources(edges);
        return ForkJoins.Resolve(draft, start);
    }

    private void Connect(StateDraft state, List<Edge> edges)
    {
        var loop = NodeLoop(state);
        if (EdgeMerge.Merge(edges, state.Name, bag) is not { } merged)
        {
            if (loop is not null && state.State is { } alone)
            {
                state.State = alone with { Next = loop with { Exit = EndTransition.Instance } };
                state.CanEnd = true;
            }

            return;
        }

        foreach (var target in edges.SelectMany(static edge => edge.Targets))
        {
            if (target.Name == EdgeReader.End)
            {
                state.CanEnd = true;
            }
            else
            {
                state.Targets.Add(target);
            }
        }

        state.State = state.State is null ? null : state.State with { Next = loop is null ? merged : loop with { Exit = merged } };
    }

    private LoopTransition? NodeLoop(StateDraft state)
    {
        var keys = MappingReader.Of(state.Node.Find("loop"), bag, $"'loop' of node '{state.Name}'");
        var loop = keys is null ? null : _edges.ReadLoop(keys, state.Name, isNode: true);
        if (loop is not null)
        {
            state.Targets.Add(new TargetUse(state.Name, keys!.Node.Place, TargetKind.Loop));
        }

        return loop;
    }

    private Transition Start(List<Edge> edges, DocumentNode? node)
    {
        if (edges.Count == 0)
        {
            bag.Error(DiagnosticCodes.InvalidStart, node?.Place ?? draft.Document.Place, "No edge begins at START.", "Add '- {from: START, to: first_node}'.");
            return EndTransition.Instance;
        }

        if (edges.Count > 1)
        {
            var targets = string.Join(", ", edges.SelectMany(static edge => edge.Targets).Select(static target => target.Name));
            bag.Error(DiagnosticCodes.InvalidStart, edges[1].Place, $"{edges.Count} edges begin at START; there must be one.", $"To fork at once write '- {{from: START, to: [{targets}]}}'.");
        }

        var only = edges[0];
        if (only.Next is not (ToTransition or ForkTransition))
        {
            bag.Error(DiagnosticCodes.InvalidStart, only.Place, "START has one target or a list of them, no conditions.", "Let START lead to a node, and route from there.");
        }

        draft.Root.Start.AddRange(only.Targets.Where(static target => target.Name != EdgeReader.End));
        return only.Next;
    }

    private void ReportUnknownSources(List<Edge> edges)
    {
        foreach (var edge in edges.Where(edge => edge.From != EdgeReader.Start && draft.Root.Find(edge.From) is null))
        {
            var hint = bag.DidYouMean(edge.From, draft.Root.States.Select(static state => state.Name).Append(EdgeReader.Start), "Add the node, or correct 'from'.");
            bag.Error(DiagnosticCodes.UnknownTarget, edge.Place, $"An edge begins at '{edge.From}', which is no node.", hint, actual: edge.From);
        }
    }
}
