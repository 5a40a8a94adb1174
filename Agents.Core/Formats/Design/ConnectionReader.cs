using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Design;

/// <summary>Reads the connections of a design: which block gets what of which.</summary>
internal sealed class ConnectionReader(List<DesignBlockDraft> blocks, DiagnosticBag bag)
{
    public void ReadAll(SequenceNode? connections)
    {
        foreach (var node in connections?.Items ?? [])
        {
            if (MappingReader.Of(node, bag, "a connection") is { } connection)
            {
                Read(connection);
            }
        }
    }

    private void Read(MappingReader keys)
    {
        var (from, to) = (Find(keys, "source"), Find(keys, "target"));
        _ = keys.Choice("type", "block", "agent");
        var agent = keys.Text("sourceAgent", "source_agent");
        var target = keys.Text("targetAgent", "target_agent");
        var isWhole = keys.Boolean("extract_output") == false;
        keys.Finish("id", "sourceHandle", "targetHandle", "animated", "label");
        if (from < 0 || to < 0)
        {
            return;
        }

        if (agent is not null && !blocks[from].Agents.ContainsKey(agent))
        {
            bag.Error(
                DiagnosticCodes.UnknownAgent, keys.Find("sourceAgent", "source_agent")!.Place, $"Block '{blocks[from].Id}' has no agent '{agent}'.",
                Suggestion.DidYouMean(agent, blocks[from].Agents.Keys, $"Its agents: {string.Join(", ", blocks[from].Agents.Values.Distinct())}."), actual: agent);
            return;
        }

        if (target is not null)
        {
            bag.Inform(DiagnosticCodes.IgnoredSetting, keys.Find("targetAgent", "target_agent")!.Place, $"All agents of block '{blocks[to].Id}' get this input, not '{target}' alone.");
        }

        blocks[to].Inputs.Add(new DesignInput(from, agent is null ? null : blocks[from].Agents[agent], isWhole));
    }

    private int Find(MappingReader keys, string key)
    {
        var node = keys.Require(key);
        var id = node is MappingNode inner ? MappingReader.Of(inner, bag, $"'{key}' of a connection")!.RequireText("blockId", "block_id") : keys.TextOf(node, key);
        if (id is null)
        {
            return -1;
        }

        var found = blocks.FindIndex(block => block.Id == id);
        if (found < 0)
        {
            bag.Error(
                DiagnosticCodes.UnknownTarget, node!.Place, $"A connection names the block '{id}', which does not exist.",
                Suggestion.DidYouMean(id, blocks.Select(static block => block.Id), $"Blocks: {string.Join(", ", blocks.Select(static block => block.Id))}."), actual: id);
        }

        return found;
    }
}
