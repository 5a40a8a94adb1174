using Agents.Core.Evaluation;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>
/// A <c>try</c> state: after a failure its <c>catch</c> runs, and its <c>finally</c> in any case. What fails in either fails the state.
/// </summary>
internal static class TryBlocks
{
    public static CompositePlan Plan(TryState state, StateScope scope) => new Planned(
        new CompositeShape(CompositeKind.Try, new[] { state.Try, state.Catch, state.Finally }.Count(static block => block is not null)),
        Composites.RenderInput(state, scope));

    public static Verdict Decide(TryState state, Composite composite)
    {
        if (composite.Open.Count > 0)
        {
            return Verdict.Waits;
        }

        if (composite.Started == 0)
        {
            return Open(TryBlock.Try);
        }

        return Failed(composite, TryBlock.Try) is { } failed && Catches(state, failed) && composite.Started == 1 ? Open(TryBlock.Catch) : Leave(state, composite);
    }

    /// <summary>What comes after <c>try</c> and <c>catch</c>, also where the time for them is up.</summary>
    public static Verdict Leave(TryState state, Composite composite)
        => state.Finally is not null && !composite.Ended.ContainsKey(TryBlock.Finally.Index) ? Open(TryBlock.Finally)
            : (Failed(composite, TryBlock.Finally) ?? Uncaught(composite)) is { } failed ? new IsBroken(failed.Error!, failed.Attempt)
            : Verdict.Done;

    private static bool Catches(TryState state, BranchResult failed)
        => state.Catch is not null && (state.CatchCode is null || state.CatchCode == failed.Error!.Code);

    private static BranchResult? Uncaught(Composite composite)
        => composite.Ended.ContainsKey(TryBlock.Catch.Index) ? Failed(composite, TryBlock.Catch) : Failed(composite, TryBlock.Try);

    private static BranchResult? Failed(Composite composite, TryBlock block)
        => composite.Ended.GetValueOrDefault(block.Index) is { Error: not null } failed ? failed : null;

    private static Opens Open(TryBlock block) => new([new Opening(block.Key, block.Index)]);
}
