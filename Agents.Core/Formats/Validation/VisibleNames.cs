namespace Agents.Core.Formats.Validation;

/// <summary>Whether a name is there when a state reads it.</summary>
internal enum Visibility
{
    /// <summary>Nothing in the workflow writes it.</summary>
    Never,

    /// <summary>Only written by states that are not before the reader on any path.</summary>
    Later,

    /// <summary>Only written inside a branch or iteration, on a copy of the context.</summary>
    Isolated,

    /// <summary>Written before the reader on some path, or a name of its block.</summary>
    Earlier,
}

/// <summary>Which names each state can see: those of its block's earlier states, and all that its block's owner sees.</summary>
internal sealed class VisibleNames(WorkflowDraft draft)
{
    private readonly Dictionary<StateDraft, StateWrites> _writes = [];
    private readonly Dictionary<BlockDraft, BlockPaths> _paths = [];
    private readonly Dictionary<StateDraft, List<StateDraft>> _earlier = [];
    private readonly HashSet<string> _isolated = Isolated(draft);
    private readonly HashSet<string> _anywhere = Blocks.All(draft.Root).SelectMany(static block => block.States).Select(StateWrites.Of)
        .SelectMany(static writes => writes.Roots.Concat(writes.Steps)).ToHashSet(StringComparer.Ordinal);

    public Visibility FindStep(StateDraft reader, string step)
        => Earlier(reader).Any(state => Writes(state).Steps.Contains(step)) ? Visibility.Earlier : Elsewhere(step);

    public Visibility FindRoot(StateDraft reader, string root)
        => Locals(reader).Contains(root) || Earlier(reader).Any(state => Writes(state).HasRoot(root) || Writes(state).IsOpen) ? Visibility.Earlier : Elsewhere(root);

    public IEnumerable<string> Roots(StateDraft reader) => Earlier(reader).SelectMany(state => Writes(state).Roots.Concat(Writes(state).Steps)).Concat(Locals(reader)).Distinct();

    public IEnumerable<string> Steps(StateDraft reader) => Earlier(reader).SelectMany(state => Writes(state).Steps).Distinct();

    private static HashSet<string> Isolated(WorkflowDraft draft)
        => Blocks.All(draft.Root).Where(static block => block.Owner?.State is Workflows.ParallelState or Workflows.ForeachState)
            .SelectMany(Blocks.All).SelectMany(static block => block.States).Select(StateWrites.Of)
            .SelectMany(static writes => writes.Roots.Concat(writes.Steps)).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Locals(StateDraft reader)
    {
        for (var block = reader.Block; ; block = block.Owner.Block)
        {
            foreach (var local in block.Locals)
            {
                yield return local;
            }

            if (block.Owner is null)
            {
                yield break;
            }
        }
    }

    private Visibility Elsewhere(string name)
        => _isolated.Contains(name) ? Visibility.Isolated : _anywhere.Contains(name) ? Visibility.Later : Visibility.Never;

    private StateWrites Writes(StateDraft state)
    {
        if (!_writes.TryGetValue(state, out var writes))
        {
            _writes[state] = writes = StateWrites.Of(state);
        }

        return writes;
    }

    private List<StateDraft> Earlier(StateDraft reader)
    {
        if (!_earlier.TryGetValue(reader, out var earlier))
        {
            _earlier[reader] = earlier = [.. InBlock(reader), .. reader.Block.Owner is { } owner ? Earlier(owner).Concat(EarlierBlocks(owner, reader.Block)) : []];
        }

        return earlier;
    }

    private IEnumerable<StateDraft> InBlock(StateDraft reader)
    {
        if (!_paths.TryGetValue(reader.Block, out var paths))
        {
            _paths[reader.Block] = paths = new BlockPaths(reader.Block);
        }

        return paths.Before(reader);
    }

    // A catch sees what the try left behind, a finally what both did.
    private static IEnumerable<StateDraft> EarlierBlocks(StateDraft owner, BlockDraft block)
        => owner.State is Workflows.TryState ? owner.Blocks.TakeWhile(other => other != block).SelectMany(static other => other.States) : [];
}
