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

    /// <summary>Written before the reader on some path, but not on every one.</summary>
    Sometimes,

    /// <summary>Written before the reader, or a name of its block.</summary>
    Earlier,
}

/// <summary>Which names each state can see: those of its block's earlier states, and all that its block's owner sees.</summary>
internal sealed class VisibleNames(WorkflowDraft draft)
{
    private const int MaxWalks = 5_000;

    private readonly Dictionary<StateDraft, Sight> _sights = [];
    private readonly Dictionary<BlockDraft, BlockPaths> _paths = [];
    private readonly Dictionary<StateDraft, StateWrites> _own = [];
    private readonly HashSet<string> _isolated = Isolated(draft);
    private readonly HashSet<string> _anywhere = Blocks.All(draft.Root).SelectMany(static block => block.States).Select(StateWrites.Of)
        .SelectMany(static writes => writes.Roots.Concat(writes.Steps)).ToHashSet(StringComparer.Ordinal);

    private int _walks;

    public Visibility FindStep(StateDraft reader, string step)
        => !See(reader).Steps.Contains(step) ? Elsewhere(step) : IsSure(reader, writes => writes.Steps.Contains(step)) ? Visibility.Earlier : Visibility.Sometimes;

    public Visibility FindRoot(StateDraft reader, string root)
    {
        var sight = See(reader);
        return !sight.IsOpen && !sight.Roots.Contains(root) ? Elsewhere(root)
            : sight.IsOpen || Locals(reader).Contains(root) || IsSure(reader, writes => writes.HasRoot(root)) ? Visibility.Earlier : Visibility.Sometimes;
    }

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

    private IEnumerable<StateDraft> InBlock(StateDraft reader) => Paths(reader.Block).Before(reader);

    private BlockPaths Paths(BlockDraft block) => _paths.TryGetValue(block, out var paths) ? paths : _paths[block] = new BlockPaths(block);

    /// <summary>Whether every way to the reader leads through a state that writes it, in its own block or in one around it.</summary>
    private bool IsSure(StateDraft reader, Func<StateWrites, bool> writes)
    {
        // Every name of every read asks this: a hostile definition must not make a long walk of each.
        if (++_walks > MaxWalks)
        {
            return true;
        }

        for (StateDraft? at = reader; at is not null; at = at.Block.Owner)
        {
            var writers = at.Block.States.Where(state => Surely(state, writes)).ToHashSet();
            if (writers.Count > 0 && Paths(at.Block).LeadsThrough(at, writers))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a state writes something whenever it runs. A <c>try</c> that catches may have done only half of what it tries.</summary>
    private bool Surely(StateDraft state, Func<StateWrites, bool> writes)
    {
        if (!_own.TryGetValue(state, out var own))
        {
            _own[state] = own = StateWrites.Own(state);
        }

        return own.IsOpen || writes(own) || (state.State is Workflows.TryState attempt
            && (attempt.Catch is null ? state.Blocks.Exists(Any) : (Any(state.Blocks[0]) && Any(state.Blocks[1])) || state.Blocks.Skip(2).Any(Any)));

        bool Any(BlockDraft block) => block.States.Exists(inner => Surely(inner, writes));
    }

    // A catch sees what the try left behind, a finally what both did.
    private static IEnumerable<StateDraft> EarlierBlocks(StateDraft owner, BlockDraft block)
        => owner.State is Workflows.TryState ? owner.Blocks.TakeWhile(other => other != block).SelectMany(static other => other.States) : [];

    private sealed record Sight(HashSet<string> Roots, HashSet<string> Steps, bool IsOpen);
}
