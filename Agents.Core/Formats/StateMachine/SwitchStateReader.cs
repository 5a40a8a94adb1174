using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads a <c>switch</c>: conditions in order, and where to go when none is true.</summary>
internal static class SwitchStateReader
{
    // What a condition sees beside the context and the data's own keys.
    private static readonly string[] ValueNames = ["result", "_value", "val"];

    public static State Read(StateReader state)
    {
        var keys = state.LookInInput().Keys;
        var dataPath = state.ReadPath("dataPath", "data_path");
        var routes = new List<Route>();
        foreach (var item in keys.List("conditions")?.Items ?? [])
        {
            if (MappingReader.Of(item, keys.Bag, $"a condition of {keys.What}") is { } condition && ReadRoute(state, condition, dataPath is not null) is { } route)
            {
                routes.Add(route);
            }
        }

        return new SwitchState(state.Name) { DataPath = dataPath, Routes = new RoutesTransition(routes, Default(state, routes.Count)) };
    }

    private static Route? ReadRoute(StateReader state, MappingReader keys, bool hasData)
    {
        var source = keys.Require("if", "condition") as ScalarNode;
        var next = keys.Require("next", "transition");
        keys.Finish();
        if (source is null || keys.TextOf(next, "next") is not { } target)
        {
            return null;
        }

        var condition = ConditionText.Canonical(source.Text);
        var program = Programs.Condition(source, condition, StarlarkDialect.Conditions, $"a condition of {state.Keys.What}", keys.Bag);
        state.Draft.Reads.Add(new ReadUse(program, ReadKind.Condition, source, 0) { Locals = ValueNames, Open = hasData });
        state.AddTarget(next!, target, TargetKind.Conditional);
        return new Route(condition, program, new ToTransition(target));
    }

    private static ToTransition? Default(StateReader state, int conditions)
    {
        var node = state.Keys.Find("defaultNext", "default_next", "default");
        if (state.Keys.TextOf(node, "defaultNext") is { } target)
        {
            state.AddTarget(node!, target, TargetKind.Conditional);
            return new ToTransition(target);
        }

        if (conditions == 0)
        {
            state.Keys.Bag.Error(DiagnosticCodes.InvalidRoutes, state.Keys.Node.Place, $"{MappingReader.Capital(state.Keys.What)} leads nowhere.", "Add 'conditions' or 'defaultNext'.");
        }

        return null;
    }
}
