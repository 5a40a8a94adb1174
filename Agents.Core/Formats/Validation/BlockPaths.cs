namespace Agents.Core.Formats.Validation;

/// <summary>Which states of a block lie before which others on some path. Bit sets: a block has at most a thousand states.</summary>
internal sealed class BlockPaths
{
    private readonly BlockDraft _block;
    private readonly Effort _effort;
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly ulong[][] _before;
    private readonly int[][] _successors;

    public BlockPaths(BlockDraft block, Effort effort)
    {
        (_block, _effort) = (block, effort);
        for (var at = 0; at < block.States.Count; at++)
        {
            _index.TryAdd(block.States[at].Name, at);
        }

        _successors = [.. block.States.Select(state => state.Targets.Where(target => target.Kind != TargetKind.Join && _index.ContainsKey(target.Name))
            .Select(target => _index[target.Name]).Distinct().ToArray())];
        _before = Ancestors();
    }

    /// <summary>The states that lie before this one on some path; itself only where it is on a cycle.</summary>
    public IEnumerable<StateDraft> Before(StateDraft state)
    {
        var set = _before[_index[state.Name]];
        return _block.States.Where((_, at) => (set[at / 64] & (1UL << (at % 64))) != 0);
    }

    /// <summary>Whether a state lies before another on some path; before itself only where it is on a cycle.</summary>
    public bool IsBefore(StateDraft earlier, StateDraft state)
    {
        var at = _index[earlier.Name];
        return (_before[_index[state.Name]][at / 64] & (1UL << (at % 64))) != 0;
    }

    /// <summary>Whether every way from the block's start to the state leads through one of these first.</summary>
    public bool LeadsThrough(StateDraft state, IReadOnlySet<StateDraft> others)
        => !Walk(_block.Start.Select(start => _index.GetValueOrDefault(start.Name, -1)), _index[state.Name], others);

    /// <summary>Whether a way leads from one state to another without passing any of these in between.</summary>
    public bool Reaches(StateDraft from, StateDraft to, IReadOnlySet<StateDraft> avoiding)
        => Walk(_successors[_index[from.Name]], _index[to.Name], avoiding);

    private bool Walk(IEnumerable<int> from, int to, IReadOnlySet<StateDraft> avoiding)
    {
        var seen = new bool[_successors.Length];
        foreach (var state in avoiding)
        {
            // Where one stands is reached, but nothing is reached through it.
            seen[_index[state.Name]] = true;
        }

        var open = new Stack<int>();
        foreach (var start in from)
        {
            if (start == to)
            {
                return true;
            }

            Add(start);
        }

        while (open.TryPop(out var at))
        {
            _effort.Spend(_successors[at].Length + 1);
            foreach (var next in _successors[at])
            {
                if (next == to)
                {
                    return true;
                }

                Add(next);
            }
        }

        return false;

        void Add(int state)
        {
            if (state >= 0 && !seen[state])
            {
                seen[state] = true;
                open.Push(state);
            }
        }
    }

    private ulong[][] Ancestors()
    {
        var words = (_block.States.Count / 64) + 1;
        var sets = Enumerable.Range(0, _block.States.Count).Select(_ => new ulong[words]).ToArray();
        var open = new Queue<int>(Enumerable.Range(0, sets.Length));
        while (open.TryDequeue(out var at))
        {
            foreach (var next in _successors[at])
            {
                if (Pass(sets[at], at, sets[next]))
                {
                    open.Enqueue(next);
                }
            }
        }

        return sets;
    }

    private static bool Pass(ulong[] from, int at, ulong[] into)
    {
        var changed = false;
        for (var word = 0; word < into.Length; word++)
        {
            var merged = into[word] | from[word] | (word == at / 64 ? 1UL << (at % 64) : 0);
            changed |= merged != into[word];
            into[word] = merged;
        }

        return changed;
    }
}
