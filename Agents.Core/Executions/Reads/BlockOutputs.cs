using Agents.Core.Workflows;

namespace Agents.Core.Executions.Reads;

/// <summary>Which inner states a part of a parallel, foreach or try state's output comes from (formats §B.3).</summary>
internal static class BlockOutputs
{
    public static IEnumerable<(State State, object[] Path)> Find(State state, object[] path) => (state, path) switch
    {
        (ParallelState { Aggregation: "merge" } parallel, [string name, .. var rest])
            => parallel.Branches.Where(branch => branch.Name == name).SelectMany(branch => Of(branch.Block, rest)),
        (ParallelState { Aggregation: "array" } parallel, [long, .. var rest]) => parallel.Branches.SelectMany(branch => Of(branch.Block, rest)),
        (ParallelState { Aggregation: "first" } parallel, _) => parallel.Branches.SelectMany(branch => Of(branch.Block, path)),
        (ForeachState { Aggregation: "results" } loop, ["results", long, .. var rest]) => Of(loop.Iterator, rest),
        (ForeachState { Aggregation: "array" } loop, [long, .. var rest]) => Of(loop.Iterator, rest),
        (ForeachState { Aggregation: "merge" or "first" } loop, _) => Of(loop.Iterator, path),
        (TryState attempt, _) => attempt.Blocks().SelectMany(block => Last(block)).Select(last => (last, path)),
        _ => [],
    };

    // A block's result is what its states wrote by resultPath; where none did, its last state's output.
    private static IEnumerable<(State State, object[] Path)> Of(StateBlock block, object[] path)
    {
        var written = block.States.Where(static state => state.ResultPath is not null).ToList();
        return written.Count == 0
            ? Last(block).Select(last => (last, path))
            : written.Select(state => (State: state, To: StateReads.Segments(state.ResultPath!)))
                .Where(write => write.To.Length <= path.Length && write.To.SequenceEqual(path.Take(write.To.Length)))
                .Select(write => (write.State, path[write.To.Length..]));
    }

    private static IEnumerable<State> Last(StateBlock block) => block.States.Where(static state => state.Next is EndTransition && state is not SwitchState);
}
