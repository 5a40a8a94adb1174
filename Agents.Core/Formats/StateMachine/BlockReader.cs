using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads a list of states with its start.</summary>
internal sealed class BlockReader(MachineReader machine)
{
    /// <summary>Reads <c>start</c> and <c>states</c> into a draft; the states that could be read come back in order.</summary>
    public IReadOnlyList<State> Read(BlockDraft block, MappingReader keys)
    {
        var start = keys.Find("start");
        var list = keys.Require("states") as SequenceNode;
        if (list is null)
        {
            _ = keys.List("states");
            return [];
        }

        if (list.Items.Count == 0)
        {
            machine.Bag.Error(DiagnosticCodes.MissingKey, list.Place, $"'states' of {keys.What} is empty.", "Add at least one state.");
        }

        var states = ReadStates(block, list);
        AddStart(block, keys, start);
        return states;
    }

    /// <summary>A block of its own: a branch, an iterator, a part of <c>try</c>.</summary>
    public StateBlock ReadNested(StateDraft owner, MappingReader keys, params ReadOnlySpan<string> locals)
    {
        var block = NewBlock(owner, locals);
        var states = Read(block, keys);
        return new StateBlock(block.Start.FirstOrDefault()?.Name ?? "", states);
    }

    /// <summary>A block of one agent state, for branches and iterators that only name an agent.</summary>
    public StateBlock ReadAgent(StateDraft owner, MappingReader keys, string name, params ReadOnlySpan<string> locals)
    {
        var block = NewBlock(owner, locals);
        var draft = new StateDraft(name, keys.Node, block) { CanEnd = true };
        Add(block, draft);
        var state = AgentStateReader.ReadShort(new StateReader(draft, keys, machine), isAlone: keys.Node != owner.Node);
        draft.State = state;
        return new StateBlock(name, state is null ? [] : [state]);
    }

    private static BlockDraft NewBlock(StateDraft owner, ReadOnlySpan<string> locals)
    {
        var block = new BlockDraft(owner);
        block.Locals.AddRange(locals);
        owner.Blocks.Add(block);
        return block;
    }

    private List<State> ReadStates(BlockDraft block, SequenceNode list)
    {
        var states = new List<State>();
        foreach (var item in list.Items)
        {
            if (machine.Draft.StateCount >= DocumentLimits.MaxStates)
            {
                machine.Bag.Error(
                    DiagnosticCodes.TooManyStates, item.Place, $"The workflow has more than {DocumentLimits.MaxStates:N0} states.", "Move some into a workflow of their own.");
                return states;
            }

            if (ReadState(block, item) is { } state)
            {
                states.Add(state);
            }
        }

        return states;
    }

    private State? ReadState(BlockDraft block, DocumentNode item)
    {
        machine.Draft.StateCount++;
        if (MappingReader.Of(item, machine.Bag, "a state") is not { } unnamed)
        {
            return null;
        }

        var nameNode = unnamed.Find("id", "name");
        var name = unnamed.TextOf(nameNode, "name");
        if (string.IsNullOrWhiteSpace(name))
        {
            unnamed.Missing("name");
        }

        name ??= "";
        var keys = new MappingReader(unnamed.Node, machine.Bag, name.Length == 0 ? "a state without a name" : $"state '{name}'");
        var draft = new StateDraft(name, unnamed.Node, block) { NamePlace = nameNode?.Place ?? item.Place };
        Add(block, draft);
        draft.State = StateTypes.Read(new StateReader(draft, keys, machine));
        return draft.State;
    }

    private void Add(BlockDraft block, StateDraft state)
    {
        if (state.Name.Length > 0 && block.Find(state.Name) is { } first)
        {
            machine.Bag.Error(
                DiagnosticCodes.DuplicateState, state.NamePlace, $"Two states are named '{state.Name}'; the other is on line {first.NamePlace.Position.Line}.",
                "Rename one of them.");
        }

        block.States.Add(state);
    }

    private static void AddStart(BlockDraft block, MappingReader keys, DocumentNode? start)
    {
        if (start is not null)
        {
            if (keys.TextOf(start, "start") is { } name)
            {
                block.Start.Add(new TargetUse(name, start.Place, TargetKind.Plain));
            }
        }
        else if (block.States.FirstOrDefault() is { } first)
        {
            block.Start.Add(new TargetUse(first.Name, first.NamePlace, TargetKind.Plain));
        }
    }
}
