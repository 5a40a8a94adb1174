using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Graph;

/// <summary>Reads one edge: exactly one of <c>to</c>, <c>routes</c>, <c>loop</c>, <c>parallel</c>, or <c>condition</c> with <c>to</c>.</summary>
internal sealed class EdgeReader(WorkflowDraft draft, GraphFields fields, DiagnosticBag bag)
{
    public const string Start = "START";
    public const string End = "END";

    private const int MostIterations = 100;

    private static readonly string[] Kinds = ["to", "routes", "loop", "parallel"];

    private readonly RoutesReader _routes = new(draft, bag);

    public Edge? Read(MappingReader unnamed)
    {
        var fromNode = unnamed.Require("from");
        if (unnamed.TextOf(fromNode, "from") is not { } from)
        {
            unnamed.Finish("to", "routes", "loop", "parallel", "condition", "join");
            return null;
        }

        var keys = new MappingReader(unnamed.Node, bag, $"the edge from '{from}'");
        var edge = CheckKinds(keys) ? ReadKind(from, fromNode!.Place, keys) : null;
        keys.Finish("from", "to", "routes", "loop", "parallel", "condition", "join", "description");
        return edge;
    }

    /// <summary>Reads <c>loop</c> of an edge, or of a node, where <c>until</c> decides and the node's own edge is the exit.</summary>
    public LoopTransition? ReadLoop(MappingReader keys, string node, bool isNode)
    {
        var field = keys.Find("condition_field");
        var until = isNode ? keys.Find("until") as ScalarNode : null;
        if (field is null && until is null)
        {
            keys.Missing(isNode ? "until" : "condition_field", "Name a bool state field that ends the loop when it is true.");
        }

        var name = keys.TextOf(field, "condition_field");
        CheckField(name, field, FieldKind.Bool, "loops on");
        var most = (int)(keys.Integer("max_iterations", 1, MostIterations) ?? 10);
        var exit = keys.TextOf(keys.Find("exit_to"), "exit_to") ?? End;
        var route = until is null ? null : _routes.ReadCondition(node, until, EndTransition.Instance);
        keys.Finish();
        return new LoopTransition(node, name, most, RoutesReader.To(exit), route);
    }

    private bool CheckKinds(MappingReader keys)
    {
        var kinds = Kinds.Where(key => keys.Find(key) is not null).ToList();
        if (kinds.Count == 1)
        {
            return true;
        }

        if (kinds.Count == 0)
        {
            keys.Missing("to", "Say where it leads: 'to', 'routes', 'loop' or 'parallel'.");
            return false;
        }

        bag.Error(
            DiagnosticCodes.InvalidEdge, keys.Node.KeyPlace(kinds[1]), $"{MappingReader.Capital(keys.What)} has {string.Join(" and ", kinds)}; exactly one of them says where it leads.",
            "Keep one; a loop leaves by 'exit_to'.");
        return true;
    }

    private Edge? ReadKind(string from, Place place, MappingReader keys)
    {
        if (keys.Find("routes") is { } routes)
        {
            return _routes.Read(from, place, routes, keys);
        }

        if (keys.Mapping("loop") is { } loop)
        {
            var exit = loop.Find("exit_to");
            var target = new TargetUse(loop.TextOf(exit, "exit_to") ?? End, exit?.Place ?? place, TargetKind.Plain);
            return ReadLoop(loop, from, isNode: false) is { } next ? new Edge(from, next, [new(from, place, TargetKind.Loop), target], place) : null;
        }

        if (keys.Find("parallel") is { } parallel)
        {
            return parallel is SequenceNode ? Fork(from, place, parallel, keys) : Map(from, place, parallel);
        }

        return keys.Find("condition") is { } condition ? _routes.ReadConditional(from, place, condition, keys) : Fork(from, place, keys.Find("to")!, keys);
    }

    private static Edge Fork(string from, Place place, DocumentNode node, MappingReader keys)
    {
        var targets = Targets(node, keys);
        var join = keys.Find("join");
        var joinName = keys.TextOf(join, "join");
        if (joinName is not null)
        {
            targets.Add(new TargetUse(joinName, join!.Place, TargetKind.Join));
        }

        var branches = targets.Where(static target => target.Kind == TargetKind.Plain).Select(static target => target.Name).ToList();
        Transition next = branches is [var only] ? RoutesReader.To(only) : new ForkTransition(branches, joinName == End ? null : joinName);
        return new Edge(from, next, targets, place);
    }

    private static List<TargetUse> Targets(DocumentNode node, MappingReader keys)
    {
        var items = node is SequenceNode list ? list.Items : [node];
        var targets = items.Select(item => keys.TextOf(item, "to") is { } name ? new TargetUse(name, item.Place, TargetKind.Plain) : null).OfType<TargetUse>().ToList();
        foreach (var end in targets.Where(target => target.Name == End && items.Count > 1))
        {
            keys.Bag.Error(DiagnosticCodes.InvalidEdge, end.Place, $"{MappingReader.Capital(keys.What)} forks to END.", "A branch leads to a node; remove END from the list.");
        }

        if (items.Count == 0)
        {
            keys.Missing("to");
        }

        return targets.DistinctBy(static target => target.Name).ToList();
    }

    private Edge? Map(string from, Place place, DocumentNode node)
    {
        if (MappingReader.Of(node, bag, $"'parallel' of the edge from '{from}'") is not { } keys)
        {
            return null;
        }

        var items = keys.RequireText("items_field");
        var target = keys.RequireText("target_node");
        var collect = keys.RequireText("collect_field");
        CheckField(items, keys.Find("items_field"), FieldKind.List, "maps over");
        CheckField(collect, keys.Find("collect_field"), FieldKind.List, "collects into");
        keys.Finish();
        return items is null || target is null || collect is null ? null
            : new Edge(from, new MapTransition(items, target, collect), [new(target, keys.Find("target_node")!.Place, TargetKind.Plain)], place);
    }

    private void CheckField(string? name, DocumentNode? node, FieldKind kind, string verb)
    {
        if (name is null || node is null)
        {
            return;
        }

        var wanted = new FieldType(kind).ToString();
        if (fields.Find(name) is not { } field)
        {
            var hint = bag.DidYouMean(name, fields.Names, $"Add it to state.fields: '{name}: {{type: {wanted}}}'.");
            bag.Error(DiagnosticCodes.UnknownField, node.Place, $"An edge {verb} '{name}', which is no state field.", hint, actual: name);
        }
        else if (field.Type.Kind != kind)
        {
            bag.Error(DiagnosticCodes.TypeMismatch, node.Place, $"An edge {verb} '{name}', which is a {field.Type}.", $"It must be a {wanted}.", wanted, field.Type.ToString());
        }
    }
}
