namespace Agents.Core.Executions;

/// <summary>The rule of steps that need all of their branches: the first that fails ends them.</summary>
internal static class AllBranches
{
    /// <param name="composite">How far the branches are.</param>
    /// <param name="atOnce">How many may be open at the same time.</param>
    /// <param name="key">The key of the branch at a place.</param>
    /// <param name="what">A branch in messages.</param>
    public static Verdict Decide(Composite composite, int atOnce, Func<int, string> key, string what)
        => composite.FirstFailed is { } failed ? Broken(failed, what) : Go(composite, atOnce, key);

    /// <summary>Opens as many as may be open, whatever came of the others.</summary>
    public static Verdict Go(Composite composite, int atOnce, Func<int, string> key)
    {
        if (composite.Ended.Count == composite.Shape.Total)
        {
            return Verdict.Done;
        }

        var free = Math.Min(atOnce - composite.Open.Count, composite.Shape.Total - composite.Started);
        return free <= 0 ? Verdict.Waits : new Opens([.. Enumerable.Range(composite.Started, free).Select(index => new Opening(key(index), index))]);
    }

    /// <summary>The failure of a branch as that of its step.</summary>
    public static IsBroken Broken(BranchResult failed, string what)
        => new(failed.Error! with { Message = $"{what} {failed.Key}: {failed.Error.Message}" }, failed.Attempt);
}
