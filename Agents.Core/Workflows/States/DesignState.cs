namespace Agents.Core.Workflows;

/// <summary>The blocks of a design (formats §C): each runs as soon as all that it depends on are over.</summary>
/// <param name="Name">The state's name.</param>
public sealed record DesignState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => "design";

    /// <summary>The blocks in the file's order; no block depends on itself, however far round.</summary>
    public required IReadOnlyList<DesignBlock> Parts { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<StateBlock> Blocks() => Parts.Select(static part => part.States);
}

/// <summary>One block of a design: a pattern of agents.</summary>
/// <param name="Id">Its id; unique in the design.</param>
/// <param name="Label">Its name for people, and for routers that choose among the blocks after them.</param>
/// <param name="States">The one state that it runs.</param>
/// <param name="Inputs">The blocks that it depends on, in the order of the connections.</param>
public sealed record DesignBlock(string Id, string Label, StateBlock States, IReadOnlyList<DesignInput> Inputs)
{
    /// <summary>The pattern.</summary>
    public PatternState Pattern => (PatternState)States.States[0];

    /// <summary>Whether it only chooses which of the blocks after it run.</summary>
    public bool IsRouter => Pattern is { Pattern: "routing", Agents.Count: 1 };
}

/// <summary>What a block gets of another one.</summary>
/// <param name="Block">The other block's place in the design, from 0.</param>
/// <param name="Agent">The agent whose answer it gets; null means the block's.</param>
/// <param name="IsWhole">Whether it gets the whole result rather than the final answer in it.</param>
public sealed record DesignInput(int Block, string? Agent, bool IsWhole);
