using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Patterns;
using Agents.Core.Workflows;
using Agents.Starlark;

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
        var agents = keys.List("agents")?.Items.Select(item => ReadAgent(state, item)).OfType<PatternAgent>().ToList() ?? [];
        if (pattern is null)
        {
            return null;
        }

        var read = new PatternState(state.Name)
        {
            Pattern = pattern,
            Agents = agents,
            Task = state.Template("task", "prompt"),
            Rounds = (int)(keys.Integer("rounds", 1, 100) ?? 3),
            Aggregator = Other(state, "aggregator"),
            Judge = Other(state, "judge"),
            Until = ReadUntil(state),
        };
        if (PatternNeeds.Missing(read) is { } hint)
        {
            keys.Missing("agents", hint);
            return null;
        }

        return read;
    }

    private static PatternAgent? ReadAgent(StateReader state, DocumentNode item)
    {
        if (item is MappingNode)
        {
            var keys = MappingReader.Of(item, state.Keys.Bag, $"an agent of {state.Keys.What}")!;
            var name = keys.RequireText("name", "id");
            var role = keys.Choice("role", "manager", "worker", "specialist", "moderator", "reflector");
            return name is null ? null : new PatternAgent(name, AgentDefinitionReader.Read(name, keys), role);
        }

        if (item is not ScalarNode { Value: JsonString reference })
        {
            MappingReader.Mistyped(state.Keys.Bag, item, $"an agent of {state.Keys.What}", "an agent's name or a definition");
            return null;
        }

        state.Machine.Draft.Agents.Add(new AgentUse(reference.Value, null, item.Place));
        return new PatternAgent(reference.Value, state.Machine.Agents.GetValueOrDefault(reference.Value));
    }

    private static PatternAgent? Other(StateReader state, string key) => state.Keys.Find(key) is { } node ? ReadAgent(state, node) : null;

    private static PatternEnd? ReadUntil(StateReader state)
    {
        if (state.Keys.Find("until") is not ScalarNode { IsNull: false } source)
        {
            _ = state.Keys.Text("until");
            return null;
        }

        var text = ConditionText.Canonical(source.Text);
        var program = Programs.Condition(source, text, StarlarkDialect.Conditions, $"'until' of {state.Keys.What}", state.Keys.Bag);
        state.Draft.Reads.Add(new ReadUse(program, ReadKind.Condition, source, 0) { Locals = DebatePattern.Names });
        return new PatternEnd(source.Text, program);
    }
}
