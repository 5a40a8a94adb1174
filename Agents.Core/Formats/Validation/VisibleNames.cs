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
    private readonly Dictionary<StateDraft, Sight> _sights = [];
    private readonly Dictionary<BlockDraft, BlockPaths> _paths = [];
    private readonly HashSet<string> _isolated = Isolated(draft);
    private readonly HashSet<string> _anywhere = Blocks.All(draft.Root).SelectMany(static block => block.States).Select(StateWrites.Of)
        .SelectMany(static writes => writes.Roots.Concat(writes.Steps)).ToHashSet(StringComparer.Ordinal);

    public Visibility FindStep(StateDraft reader, string step) => See(reader).Steps.Contains(step) ? Visibility.Earlier : Elsewhere(step);

    public Visibility FindRoot(StateDraft reader, string root)
        => See(reader) is var sight && (sight.IsOpen || sight.Roots.Contains(root)) ? Visibility.Earlier : Elsewhere(root);

    /// <summary>Everything that the state can read by its bare name.</summary>
    public IEnumerable<string> Roots(StateDraft reader) => See(reader).Roots;

    public IEnumerable<string> Steps(StateDraft reader) => See(reader).Steps;

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

    private Sight See(StateDraft reader)
    {
        if (_sights.TryGetValue(reader, out var known))
        {
            return known;
        }

        var sight = new Sight([.. Locals(reader)], [], false);
        foreach (var writes in Earlier(reader).Select(StateWrites.Of))
        {
            sight.Roots.UnionWith(writes.Roots);
            sight.Roots.UnionWith(writes.Steps);
            sight.Steps.UnionWith(writes.Steps);
            sight = sight with { IsOpen = sight.IsOpen || writes.IsOpen };
        }

        return _sights[reader] = sight;
    }

    private IEnumerable<StateDraft> Earlier(StateDraft reader)
        => reader.Block.Owner is { } owner ? InBlock(reader).Concat(Earlier(owner)).Concat(EarlierBlocks(owner, reader.Block)) : InBlock(reader);

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

    private sealed record Sight(HashSet<string> Roots, HashSet<string> Steps, bool IsOpen);
}
