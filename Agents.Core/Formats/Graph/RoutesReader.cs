using System.Text.RegularExpressions;
using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Formats.Graph;

/// <summary>Reads <c>routes</c> and conditions of edges. <c>{state.f} >= 8</c> is the same as <c>state.f >= 8</c>.</summary>
internal sealed partial class RoutesReader(WorkflowDraft draft, DiagnosticBag bag)
{
    private const string Default = "default";

    public static Transition To(string target) => target == EdgeReader.End ? EndTransition.Instance : new ToTransition(target);

    public Edge? Read(string from, Place place, DocumentNode node, MappingReader keys)
    {
        if (node is not SequenceNode list)
        {
            MappingReader.Mistyped(bag, node, $"'routes' of {keys.What}", "a list");
            return null;
        }

        var routes = new List<Route>();
        var targets = new List<TargetUse>();
        var defaults = new List<Transition>();
        foreach (var item in list.Items)
        {
            ReadRoute(from, item, keys.What, routes, targets, defaults);
        }

        if (defaults.Count != 1)
        {
            var hint = defaults.Count == 0 ? "Add '- {condition: {logic: default}, to: END}' as the last route." : "Keep one of them.";
            bag.Error(DiagnosticCodes.InvalidRoutes, list.Place, $"The routes from '{from}' have {Counted(defaults.Count)}; exactly one is needed.", hint, "one default", Counted(defaults.Count));
        }

        return new Edge(from, new RoutesTransition(routes, defaults.FirstOrDefault()), targets, place);
    }

    /// <summary>An edge with <c>condition</c> and <c>to</c>: routes with one condition.</summary>
    public Edge? ReadConditional(string from, Place place, DocumentNode condition, MappingReader keys)
    {
        var node = keys.Find("to");
        if (LogicOf(condition) is not { } logic || keys.TextOf(node, "to") is not { } target)
        {
            MappingReader.Mistyped(bag, condition, $"'condition' of {keys.What}", "a condition");
            return null;
        }

        var use = new TargetUse(target, node!.Place, TargetKind.Conditional);
        return IsDefault(logic)
            ? new Edge(from, To(target), [use], place)
            : new Edge(from, new RoutesTransition([ReadCondition(from, logic, To(target))], null), [use], place) { IsConditional = true };
    }

    public Route ReadCondition(string from, ScalarNode source, Transition target)
    {
        // Braces become spaces, so that columns stay.
        var text = ConditionText.Canonical(Braced().Replace(source.Text, static match => $" {match.Groups["name"].Value} "));
        var program = Programs.Condition(source, text, StarlarkDialect.GraphConditions, $"a condition of the edge from '{from}'", bag);
        draft.Root.Find(from)?.Reads.Add(new ReadUse(program, ReadKind.Condition, source, 0));
        return new Route(text.Trim(), program, target);
    }

    private static string Counted(int defaults) => defaults == 0 ? "no default" : $"{defaults} defaults";

    private static bool IsDefault(ScalarNode logic) => logic.Text.Trim().Equals(Default, StringComparison.OrdinalIgnoreCase);

    private void ReadRoute(string from, DocumentNode item, string what, List<Route> routes, List<TargetUse> targets, List<Transition> defaults)
    {
        if (MappingReader.Of(item, bag, $"a route of {what}") is not { } keys)
        {
            return;
        }

        var condition = keys.Require("condition");
        var node = keys.Require("to");
        keys.Finish();
        if (keys.TextOf(node, "to") is not { } target || condition is null)
        {
            return;
        }

        targets.Add(new TargetUse(target, node!.Place, TargetKind.Conditional));
        if (LogicOf(condition) is not { } logic)
        {
            MappingReader.Mistyped(bag, condition, $"'condition' of {keys.What}", "'{logic: \"...\"}'");
        }
        else if (IsDefault(logic))
        {
            defaults.Add(To(target));
        }
        else
        {
            routes.Add(ReadCondition(from, logic, To(target)));
        }
    }

    private ScalarNode? LogicOf(DocumentNode condition)
    {
        if (condition is not MappingNode)
        {
            return condition as ScalarNode;
        }

        var keys = MappingReader.Of(condition, bag, "a condition")!;
        var logic = keys.Require("logic") as ScalarNode;
        keys.Finish();
        return logic;
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z_]\w*(\.\w+)*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Braced();
}
