using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads a <c>foreach</c> with its iterator.</summary>
internal static class ForeachStateReader
{
    private const int MostConcurrent = 10_000;

    public static State? Read(StateReader state)
    {
        var keys = state.LookInInput().Keys;
        var items = state.ReadPath("itemsPath", "items_path");
        if (items is null && keys.Find("itemsPath", "items_path") is null)
        {
            keys.Missing("itemsPath", "Name the list: 'itemsPath: $.services'.");
        }

        var itemName = keys.Text("itemName", "itemVariable", "item_name", "item_variable") ?? "item";
        var iterator = ReadIterator(state, itemName);
        return items is null || iterator is null ? null : new ForeachState(state.Name)
        {
            ItemsPath = items,
            ItemName = itemName,
            MaxConcurrency = (int)(keys.Integer("maxConcurrency", 1, MostConcurrent) ?? 1),
            Iterator = iterator,
            ContinueOnError = keys.Boolean("continueOnError") ?? false,
            Aggregation = keys.Choice("outputAggregation", "results", "array", "merge", "first") ?? "results",
        };
    }

    private static StateBlock? ReadIterator(StateReader state, string itemName)
    {
        var blocks = new BlockReader(state.Machine);
        var locals = new[] { itemName, "_index", "_total", "_item" };
        if (state.Keys.Mapping("iterator") is { } iterator)
        {
            var block = iterator.Find("states") is null && iterator.Find("agent", "agent_id") is not null
                ? blocks.ReadAgent(state.Draft, iterator, AgentName(iterator), locals)
                : blocks.ReadNested(state.Draft, iterator, locals);
            iterator.Finish("input");
            return block;
        }

        if (state.Keys.Find("agent", "agent_id") is not null)
        {
            return blocks.ReadAgent(state.Draft, state.Keys, AgentName(state.Keys), locals);
        }

        state.Keys.Missing("iterator", "Say what runs per item: 'iterator: {states: [...]}' or 'agent: my-agent'.");
        return null;
    }

    private static string AgentName(MappingReader keys) => keys.Text("agent", "agent_id")!.Split('@')[0];
}
