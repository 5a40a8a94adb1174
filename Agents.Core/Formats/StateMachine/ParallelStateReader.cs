using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads a <c>parallel</c> state with its branches.</summary>
internal static class ParallelStateReader
{
    public static State Read(StateReader state)
    {
        var keys = state.LookInInput().Keys;
        var branches = new List<Branch>();
        foreach (var item in keys.List("branches")?.Items ?? [])
        {
            if (MappingReader.Of(item, keys.Bag, $"a branch of {keys.What}") is { } branch)
            {
                branches.Add(ReadBranch(state, branch, branches));
            }
        }

        if (branches.Count == 0)
        {
            keys.Missing("branches", "Add at least one branch with 'name' and 'states' or 'agent'.");
        }

        return new ParallelState(state.Name)
        {
            Branches = branches,
            Join = ReadJoin(keys, branches.Count),
            Aggregation = keys.Choice("outputAggregation", "merge", "array", "first") ?? "merge",
        };
    }

    private static Branch ReadBranch(StateReader state, MappingReader keys, List<Branch> earlier)
    {
        var name = keys.RequireText("name", "id") ?? "";
        if (earlier.Exists(branch => branch.Name == name) && name.Length > 0)
        {
            keys.Bag.Error(DiagnosticCodes.DuplicateState, keys.Node.Place, $"Two branches of {state.Keys.What} are named '{name}'.", "Rename one: the result is keyed by branch.");
        }

        var blocks = new BlockReader(state.Machine);
        var block = keys.Find("states") is null && keys.Find("agent", "agent_id") is not null
            ? blocks.ReadAgent(state.Draft, keys, name)
            : blocks.ReadNested(state.Draft, keys);
        keys.Finish("description", "start", "input");
        return new Branch(name, block);
    }

    // A bare 'join: all' says the same as 'join: {mode: all}'.
    private static Join ReadJoin(MappingReader keys, int branches)
    {
        if (keys.Find("join") is ScalarNode)
        {
            return new Join(keys.Choice("join", "all", "any") ?? "all");
        }

        if (keys.Mapping("join") is not { } join)
        {
            return Join.All;
        }

        var count = (int?)join.Integer("count", 1, Math.Max(1, branches));
        var mode = join.Choice("mode", "all", "any", "count") ?? (count is null ? "all" : "count");
        if (mode == "count" && count is null)
        {
            join.Missing("count", "Say how many branches are enough: 'count: 2'.");
        }

        join.Finish();
        return new Join(mode, mode == "count" ? count ?? 0 : 0);
    }
}
