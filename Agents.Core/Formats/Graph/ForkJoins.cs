using System.Numerics;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Graph;

/// <summary>
/// Finds where the branches of a fork meet again: the nearest node on all paths of all branches, which is their nearest common post-dominator.
/// Sets are bit arrays; the graph has at most a thousand nodes.
/// </summary>
internal sealed class ForkJoins
{
    private readonly List<StateDraft> _states;
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly ulong[][] _onEveryPath;

    private ForkJoins(WorkflowDraft draft)
    {
        _states = draft.Root.States;
        for (var at = 0; at < _states.Count; at++)
        {
            _index.TryAdd(_states[at].Name, at);
        }

        _onEveryPath = PostDominators();
    }

    /// <summary>Completes every fork that names no join; the returned start is the completed one.</summary>
    public static Transition Resolve(WorkflowDraft draft, Transition start)
    {
        if (start is not ForkTransition && draft.Root.States.TrueForAll(static state => ForkOf(state.State?.Next) is null))
        {
            return start;
        }

        var joins = new ForkJoins(draft);
        foreach (var state in draft.Root.States)
        {
            if (state.State is { } found && ForkOf(found.Next) is not null)
            {
                state.State = found with { Next = joins.Complete(found.Next) };
            }
        }

        return joins.Complete(start);
    }

    private static ForkTransition? ForkOf(Transition? next) => next as ForkTransition ?? (next as LoopTransition)?.Exit as ForkTransition;

    private Transition Complete(Transition next) => next switch
    {
        ForkTransition { Join: null } fork => fork with { Join = JoinOf(fork.Branches) },
        LoopTransition { Exit: ForkTransition } loop => loop with { Exit = Complete(loop.Exit) },
        _ => next,
    };

    private string? JoinOf(IReadOnlyList<string> branches)
    {
        var known = branches.Where(_index.ContainsKey).Select(branch => _onEveryPath[_index[branch]]).ToList();
        if (known.Count == 0)
        {
            return null;
        }

        // Post-dominators of a node form a chain: the nearest one has the most of them itself.
        return Enumerable.Range(0, _states.Count)
            .Where(at => known.TrueForAll(set => Has(set, at)))
            .OrderByDescending(at => Count(_onEveryPath[at]))
            .Select(at => _states[at].Name)
            .FirstOrDefault();
    }

    private ulong[][] PostDominators()
    {
        var words = (_states.Count / 64) + 1;
        var sets = new ulong[_states.Count][];
        for (var at = 0; at < sets.Length; at++)
        {
            sets[at] = new ulong[words];
            Array.Fill(sets[at], ulong.MaxValue);
        }

        for (var changed = true; changed;)
        {
            changed = false;
            for (var at = sets.Length - 1; at >= 0; at--)
            {
                changed |= Narrow(sets, at, words);
            }
        }

        return sets;
    }

    private bool Narrow(ulong[][] sets, int at, int words)
    {
        var next = new ulong[words];
        var targets = _states[at].Targets.Where(target => target.Kind is not (TargetKind.Loop or TargetKind.Join) && _index.ContainsKey(target.Name)).ToList();
        if (!_states[at].CanEnd && targets.Count > 0)
        {
            Array.Fill(next, ulong.MaxValue);
            foreach (var target in targets)
            {
                And(next, sets[_index[target.Name]]);
            }
        }

        next[at / 64] |= 1UL << (at % 64);
        if (next.AsSpan().SequenceEqual(sets[at]))
        {
            return false;
        }

        sets[at] = next;
        return true;
    }

    private static void And(ulong[] into, ulong[] other)
    {
        for (var word = 0; word < into.Length; word++)
        {
            into[word] &= other[word];
        }
    }

    private static bool Has(ulong[] set, int at) => (set[at / 64] & (1UL << (at % 64))) != 0;

    private static int Count(ulong[] set) => set.Sum(static word => BitOperations.PopCount(word));
}
