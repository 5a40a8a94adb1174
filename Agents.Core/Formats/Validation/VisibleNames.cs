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
    private readonly Effort _effort = new();
    private readonly Dictionary<BlockDraft, BlockPaths> _paths = [];
    private readonly Dictionary<StateDraft, StateWrites> _own = [];
    private readonly Dictionary<(StateDraft Reader, string Name, bool IsStep), Visibility> _known = [];
    private readonly Dictionary<StateDraft, bool> _seesAnything = [];
    private readonly HashSet<string> _isolated = Isolated(draft);
    private readonly Writers _writers = new(draft);

    public Visibility FindStep(StateDraft reader, string step)
        => _known.TryGetValue((reader, step, true), out var known) ? known
            : _known[(reader, step, true)] = Find(reader, step, _writers.OfStep(step), writes => writes.Steps.Contains(step));

    public Visibility FindRoot(StateDraft reader, string root)
        => Locals(reader).Contains(root) || SeesAnything(reader) ? Visibility.Earlier
            : _known.TryGetValue((reader, root, false), out var known) ? known
            : _known[(reader, root, false)] = Find(reader, root, _writers.OfRoot(root), writes => writes.HasRoot(root));

    /// <summary>Everything that the state can read by its bare name.</summary>
    public IEnumerable<string> Roots(StateDraft reader)
        => Locals(reader).Concat(Earlier(reader).Select(_writers.WritesOf).SelectMany(static writes => writes.Roots.Concat(writes.Steps))).Distinct();

    public IEnumerable<string> Steps(StateDraft reader) => Earlier(reader).Select(_writers.WritesOf).SelectMany(static writes => writes.Steps).Distinct();

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
        => _isolated.Contains(name) ? Visibility.Isolated : _writers.Has(name) ? Visibility.Later : Visibility.Never;

    private Visibility Find(StateDraft reader, string name, IEnumerable<StateDraft> writers, Func<StateWrites, bool> writes)
        => !IsEarlier(writers, reader) ? Elsewhere(name) : IsSure(reader, writes) ? Visibility.Earlier : Visibility.Sometimes;

    private bool SeesAnything(StateDraft reader)
        => _seesAnything.TryGetValue(reader, out var known) ? known : _seesAnything[reader] = IsEarlier(_writers.OfAnything, reader);

    private bool IsEarlier(IEnumerable<StateDraft> writers, StateDraft reader) => writers.Any(writer => IsEarlier(writer, reader));

    private bool IsEarlier(StateDraft writer, StateDraft reader)
    {
        for (var at = reader; ; at = at.Block.Owner)
        {
            if (writer.Block == at.Block && Paths(at.Block).IsBefore(writer, at))
            {
                return true;
            }

            if (at.Block.Owner is not { } owner)
            {
                return false;
            }

            if (EarlierBlocks(owner, at.Block).Contains(writer.Block))
            {
                return true;
            }
        }
    }

    private IEnumerable<StateDraft> Earlier(StateDraft reader)
        => reader.Block.Owner is { } owner ? InBlock(reader).Concat(Earlier(owner)).Concat(EarlierBlocks(owner, reader.Block).SelectMany(static block => block.States)) : InBlock(reader);

    private IEnumerable<StateDraft> InBlock(StateDraft reader) => Paths(reader.Block).Before(reader);

    private BlockPaths Paths(BlockDraft block) => _paths.TryGetValue(block, out var paths) ? paths : _paths[block] = new BlockPaths(block, _effort);

    /// <summary>Whether every way to the reader leads through a state that writes it, in its own block or in one around it.</summary>
    private bool IsSure(StateDraft reader, Func<StateWrites, bool> writes)
    {
        if (_effort.IsSpent)
        {
            return true;
        }

        for (StateDraft? at = reader; at is not null; at = at.Block.Owner)
        {
            _effort.Spend(at.Block.States.Count);
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
    private static IEnumerable<BlockDraft> EarlierBlocks(StateDraft owner, BlockDraft block)
        => owner.State is Workflows.TryState ? owner.Blocks.TakeWhile(other => other != block) : [];
}
