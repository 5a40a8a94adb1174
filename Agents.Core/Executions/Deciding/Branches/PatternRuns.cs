using Agents.Core.Evaluation;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>A <c>pattern</c> state: one block, which its agents' calls are the states of, on a context of its own.</summary>
internal static class PatternRuns
{
    /// <summary>The key of the block's frame.</summary>
    public const string Key = "agents";

    public static CompositePlan Plan(PatternState state, StateScope scope)
        => new Planned(new CompositeShape(CompositeKind.Pattern, 1), Composites.RenderInput(state, scope));

    public static Verdict Decide(Composite composite)
        => composite.FirstFailed is { } failed ? new IsBroken(failed.Error!, failed.Attempt) : AllBranches.Go(composite, 1, static _ => Key);
}
