namespace Agents.Core.Schedules;

/// <summary>What a firing does.</summary>
public enum FiringDecision
{
    /// <summary>It starts an execution now.</summary>
    Start,

    /// <summary>It waits for those before it.</summary>
    Queue,

    /// <summary>It starts nothing: an execution before it goes on.</summary>
    SkipOverlap,

    /// <summary>It starts nothing: too many wait already.</summary>
    SkipFullQueue,
}

/// <summary>What a firing does while earlier ones of its schedule are open.</summary>
public static class Overlap
{
    /// <summary>How many firings of one schedule wait at most.</summary>
    public const int LongestQueue = 100;

    /// <summary>Decides.</summary>
    /// <param name="policy">The schedule's policy.</param>
    /// <param name="open">Firings that are starting, waiting, or whose execution is not over.</param>
    /// <param name="waiting">Those of them that wait.</param>
    public static FiringDecision Decide(OverlapPolicy policy, int open, int waiting) => policy switch
    {
        OverlapPolicy.Skip when open > 0 => FiringDecision.SkipOverlap,
        OverlapPolicy.Queue when waiting >= LongestQueue => FiringDecision.SkipFullQueue,
        OverlapPolicy.Queue when open > 0 => FiringDecision.Queue,
        _ => FiringDecision.Start,
    };
}
