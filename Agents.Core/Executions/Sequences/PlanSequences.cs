using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Agents.Core.Patterns;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>The sequences of a plan: its own states, with forks and maps as states of their own, and the blocks inside of states.</summary>
internal sealed class PlanSequences
{
    /// <summary>What a graph's first fork is named after.</summary>
    public const string Start = "START";

    // They live as long as the plan and are the same for every execution of it.
    private static readonly ConditionalWeakTable<Workflow, PlanSequences> Known = [];

    private readonly ConcurrentDictionary<StateBlock, Sequence> _blocks = new(ReferenceEqualityComparer.Instance);
    private readonly Sequence _root;

    private PlanSequences(Workflow plan)
    {
        var states = plan.States.DistinctBy(static state => state.Name).ToDictionary(static state => state.Name, StringComparer.Ordinal);
        foreach (var (name, next) in plan.States.Select(static state => (state.Name, state.Next)).Prepend((Start, plan.Start)).ToList())
        {
            if (Branching(plan, name, next) is { } added)
            {
                states.TryAdd(added.Name, added);
            }
        }

        _root = new Sequence(plan.Start, states);
    }

    public static PlanSequences Of(Workflow plan) => Known.GetValue(plan, static plan => new PlanSequences(plan));

    public static string ForkName(string state) => $"{state}.fork";

    public static string MapName(string state) => $"{state}.map";

    /// <summary>The sequence that the frame with this path runs; null where the plan has none.</summary>
    public Sequence? Find(string path)
    {
        if (path.Length == 0)
        {
            return _root;
        }

        var (parent, state, key) = FramePath.Split(path);
        return Find(parent)?.Find(state) switch
        {
            ForkState fork => _root with { Start = new ToTransition(key), Join = fork.Fork.Join },
            MapState map => _root with { Start = new ToTransition(map.Map.TargetState), IsSingle = true },
            ParallelState parallel => Block(parallel.Branches.FirstOrDefault(branch => branch.Name == key)?.Block),
            ForeachState loop => Block(loop.Iterator),
            DesignState design => Block(design.Parts.FirstOrDefault(part => part.Id == key)?.States),
            PatternState pattern => Block(PatternBlocks.Of(pattern)),
            TryState attempt => Block(key == TryBlock.Try.Key ? attempt.Try : key == TryBlock.Catch.Key ? attempt.Catch : attempt.Finally),
            _ => null,
        };
    }

    private Sequence? Block(StateBlock? block) => block is null ? null : _blocks.GetOrAdd(block, Sequence.Of);

    private static State? Branching(Workflow plan, string name, Transition next) => next switch
    {
        ForkTransition fork => new ForkState(ForkName(name), fork) { Next = fork.Join is null ? EndTransition.Instance : new ToTransition(fork.Join) },
        MapTransition map => new MapState(MapName(name), map) { Next = plan.FindState(map.TargetState)?.Next ?? EndTransition.Instance },
        LoopTransition loop => Branching(plan, name, loop.Exit),
        _ => null,
    };
}
