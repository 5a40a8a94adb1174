namespace Agents.Core.Formats.Validation;

/// <summary>Walks over blocks and the states in them.</summary>
internal static class Blocks
{
    /// <summary>A block and every block inside it.</summary>
    public static IEnumerable<BlockDraft> All(BlockDraft block)
        => block.States.SelectMany(static state => state.Blocks).SelectMany(All).Prepend(block);

    /// <summary>Whether everything that the block's transitions name was found: only then do its paths mean anything.</summary>
    public static bool IsWhole(BlockDraft block)
        => block.Start.Count > 0
            && block.Start.TrueForAll(start => block.Find(start.Name) is not null)
            && block.States.TrueForAll(state => state.State is not null && state.Name.Length > 0 && state.Targets.TrueForAll(target => block.Find(target.Name) is not null))
            && block.States.DistinctBy(static state => state.Name).Count() == block.States.Count;

    /// <summary>The states that one leads to; where branches meet is no way of its own.</summary>
    public static IEnumerable<StateDraft> Successors(BlockDraft block, StateDraft state)
        => state.Targets.Where(static target => target.Kind != TargetKind.Join).Select(target => block.Find(target.Name)).OfType<StateDraft>();
}
