using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads a <c>pattern</c>: several agents that work together in a known way (formats §D).</summary>
internal static class PatternStateReader
{
    public static State? Read(StateReader state)
    {
        var keys = state.LookInInput().Keys;
        if (keys.Find("pattern") is null)
        {
            keys.Missing("pattern", "One of sequential, parallel, hierarchical, debate, routing, reflection.");
        }

        var pattern = keys.Choice("pattern", "sequential", "parallel", "hierarchical", "debate", "routing", "reflection");
        var agents = keys.List("agents")?.Items.Select(item => ReadAgent(state, item)).OfType<AgentDefinition>().ToList() ?? [];
        if (agents.Count == 0)
        {
            keys.Missing("agents", "Name the agents that work together: 'agents: [writer, critic]'.");
        }

        return pattern is null ? null : new PatternState(state.Name)
        {
            Pattern = pattern,
            Agents = agents,
            Task = state.Template("task", "prompt"),
            Rounds = (int)(keys.Integer("rounds", 1, 100) ?? 3),
            Aggregator = keys.Text("aggregator"),
            Judge = keys.Text("judge"),
            Until = keys.Text("until"),
        };
    }

    private static AgentDefinition? ReadAgent(StateReader state, DocumentNode item)
    {
        if (item is MappingNode)
        {
            var keys = MappingReader.Of(item, state.Keys.Bag, $"an agent of {state.Keys.What}")!;
            var name = keys.RequireText("name", "id");
            return name is null ? null : AgentDefinitionReader.Read(name, keys);
        }

        if (item is not ScalarNode { Value: JsonString reference })
        {
            MappingReader.Mistyped(state.Keys.Bag, item, $"an agent of {state.Keys.What}", "an agent's name or a definition");
            return null;
        }

        state.Machine.Draft.Agents.Add(new AgentUse(reference.Value, null, item.Place));
        return state.Machine.Agents.TryGetValue(reference.Value, out var inline) ? inline : new AgentDefinition(reference.Value);
    }
}
