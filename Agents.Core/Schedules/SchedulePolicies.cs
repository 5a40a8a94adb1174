namespace Agents.Core.Schedules;

/// <summary>What a firing does while an earlier execution of its schedule goes on.</summary>
public enum OverlapPolicy
{
    /// <summary>It starts nothing.</summary>
    Skip,

    /// <summary>It starts when the ones before it are over.</summary>
    Queue,

    /// <summary>It cancels them and starts.</summary>
    Replace,

    /// <summary>It starts beside them.</summary>
    Allow,
}

/// <summary>What becomes of due times that nobody was there for.</summary>
public enum CatchUpPolicy
{
    /// <summary>They are skipped.</summary>
    None,

    /// <summary>The last one fires late.</summary>
    Last,

    /// <summary>All fire late, up to a limit.</summary>
    All,
}
