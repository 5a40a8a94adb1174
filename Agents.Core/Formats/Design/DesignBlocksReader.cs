using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Patterns;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Design;

/// <summary>Reads the blocks of a design with the connections between them.</summary>
internal sealed class DesignBlocksReader(DiagnosticBag bag)
{
    private const int MostBlocks = 1_000;

    private readonly List<DesignBlockDraft> _blocks = [];

    public IReadOnlyList<DesignBlock> Read(MappingReader design)
    {
        foreach (var node in design.List("blocks")?.Items ?? [])
        {
            if (MappingReader.Of(node, bag, "a block") is { } block)
            {
                ReadBlock(block);
            }
        }

        if (_blocks.Count is 0 or > MostBlocks)
        {
            bag.Error(
                DiagnosticCodes.InvalidValue, design.Node.Place, _blocks.Count == 0 ? "The design has no block." : $"The design has {_blocks.Count} blocks; {MostBlocks} is the limit.",
                "A block is {id, type, data: {label, agents, task}}.");
        }

        new ConnectionReader(_blocks, bag).ReadAll(design.List("connections"));
        return DesignOrder.HasCycle(_blocks, bag) ? [] : [.. _blocks.Select(Complete)];
    }

    private void ReadBlock(MappingReader keys)
    {
        var id = keys.RequireText("id");
        var pattern = keys.Choice("type", "sequential", "parallel", "hierarchical", "debate", "routing", "reflection");
        if (keys.Find("type") is null)
        {
            keys.Missing("type", "One of sequential, parallel, hierarchical, debate, routing, reflection.");
        }

        var data = MappingReader.Of(keys.Require("data"), bag, $"'data' of {keys.What}");
        if (id is null || pattern is null || data is null)
        {
            return;
        }

        if (_blocks.Exists(block => block.Id == id))
        {
            bag.Error(DiagnosticCodes.DuplicateState, keys.Node.Place, $"There are two blocks with the id '{id}'.", "Give each block an id of its own.", actual: id);
            return;
        }

        _blocks.Add(new DesignBlockDraft(id, data.Text("label") ?? id, Pattern(id, pattern, data), keys.Node.Place) { Agents = AgentIds(data) });
        data.Finish("id", "position", "status", "color");
        keys.Finish("position", "width", "height", "selected", "dragging", "measured");
    }

    private PatternState Pattern(string id, string pattern, MappingReader data)
    {
        var agents = data.List("agents")?.Items.Select(ReadAgent).OfType<PatternAgent>().ToList() ?? [];
        var aggregator = data.Text("aggregator");
        return new PatternState(WorkflowId.Slug(id))
        {
            Pattern = pattern,
            Agents = agents,
            Task = data.Text("task") is { Length: > 0 } task ? new Template(task, [new LiteralPart(task)]) : null,
            Rounds = (int)(data.Integer("rounds", 1, 100) ?? 3),
            Aggregator = aggregator is null ? null : agents.Find(agent => agent.Name == aggregator) ?? new PatternAgent(aggregator, new AgentDefinition(aggregator)),
            Position = data.Node.Position,
        };
    }

    private PatternAgent? ReadAgent(DocumentNode node)
    {
        if (MappingReader.Of(node, bag, "an agent") is not { } keys)
        {
            return null;
        }

        var name = keys.RequireText("name", "id");
        var role = keys.Choice("role", "manager", "worker", "specialist", "moderator", "reflector");
        return name is null ? null : new PatternAgent(name, AgentDefinitionReader.Read(name, keys), role);
    }

    // Connections name agents by id or by name.
    private static Dictionary<string, string> AgentIds(MappingReader data)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var agent in (data.Find("agents") as SequenceNode)?.Items.OfType<MappingNode>() ?? [])
        {
            var name = (agent.Find("name") as ScalarNode)?.Text ?? (agent.Find("id") as ScalarNode)?.Text;
            if (name is not null)
            {
                names[name] = name;
                names[(agent.Find("id") as ScalarNode)?.Text ?? name] = name;
            }
        }

        return names;
    }

    private DesignBlock Complete(DesignBlockDraft block)
    {
        var pattern = block.Pattern;
        if (pattern is { Pattern: "routing", Agents.Count: 1 })
        {
            pattern = pattern with { Choices = [.. _blocks.Where(other => other.Inputs.Exists(input => ReferenceEquals(_blocks[input.Block], block))).Select(static other => other.Label).Distinct()] };
        }

        if (PatternNeeds.Missing(pattern) is { } hint)
        {
            bag.Error(DiagnosticCodes.InvalidValue, block.Place, $"Block '{block.Id}' has too few agents for its type.", hint);
        }

        return new DesignBlock(block.Id, block.Label, new StateBlock(pattern.Name, [pattern]), block.Inputs);
    }
}

/// <summary>A block as it was read.</summary>
internal sealed record DesignBlockDraft(string Id, string Label, PatternState Pattern, Place Place)
{
    /// <summary>The agents' names by their ids and names.</summary>
    public required IReadOnlyDictionary<string, string> Agents { get; init; }

    public List<DesignInput> Inputs { get; } = [];
}
