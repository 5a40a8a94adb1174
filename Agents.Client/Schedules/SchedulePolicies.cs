namespace Agents.Client.Schedules;

/// <summary>What a firing does while an earlier execution of its schedule goes on.</summary>
public static class OverlapPolicies
{
    /// <summary>It starts nothing.</summary>
    public const string Skip = "skip";

    /// <summary>It starts when those before it are over; at most a hundred wait.</summary>
    public const string Queue = "queue";

    /// <summary>It cancels them and starts.</summary>
    public const string Replace = "replace";

    /// <summary>It starts beside them.</summary>
    public const string Allow = "allow";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Skip, Queue, Replace, Allow];
}

/// <summary>What becomes of due times that the server was not there for.</summary>
public static class CatchUpPolicies
{
    /// <summary>They are skipped.</summary>
    public const string None = "none";

    /// <summary>The last one fires late.</summary>
    public const string Last = "last";

    /// <summary>All fire late, up to the schedule's limit.</summary>
    public const string All = "all";

    /// <summary>Each of them.</summary>
    public static IReadOnlyList<string> Each { get; } = [None, Last, All];
}

/// <summary>Whether a schedule fires.</summary>
public static class ScheduleStatuses
{
    /// <summary>It fires when it is due.</summary>
    public const string Active = "active";

    /// <summary>It does not until it is resumed.</summary>
    public const string Paused = "paused";
}

/// <summary>Who made a schedule.</summary>
public static class ScheduleSources
{
    /// <summary>Somebody, through the API.</summary>
    public const string Api = "api";

    /// <summary>The <c>cron</c> state of a deployed workflow.</summary>
    public const string Workflow = "workflow";
}

/// <summary>What became of a firing.</summary>
public static class FiringStatuses
{
    /// <summary>It is about to start an execution.</summary>
    public const string Pending = "pending";

    /// <summary>It waits for those before it.</summary>
    public const string Queued = "queued";

    /// <summary>It has started an execution.</summary>
    public const string Started = "started";

    /// <summary>It starts nothing; its reason says why.</summary>
    public const string Skipped = "skipped";

    /// <summary>Its execution was refused; its detail says why.</summary>
    public const string Refused = "refused";
}

/// <summary>Why a firing started nothing.</summary>
public static class FiringReasons
{
    /// <summary>An execution before it went on.</summary>
    public const string Overlap = "overlap";

    /// <summary>Too many waited already.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>Nobody was there at its time.</summary>
    public const string Missed = "missed";

    /// <summary>The schedule was paused.</summary>
    public const string Paused = "paused";

    /// <summary>A later one took its place.</summary>
    public const string Replaced = "replaced";

    /// <summary>What it was to start took no start.</summary>
    public const string Refused = "refused";
}
