namespace Agents.Client.Status;

/// <summary>The events of <c>GET /api/v1/status/stream</c>. The first of each kind comes at once, later ones when something changed.</summary>
public static class StatusTopics
{
    /// <summary>A <see cref="SiloHealth"/>, looked at every second.</summary>
    public const string Health = "health";

    /// <summary>A <see cref="QueueUpdate"/>, looked at every second.</summary>
    public const string Queue = "queue";

    /// <summary>An <see cref="ExecutionsUpdate"/>, looked at every 2 s.</summary>
    public const string Executions = "executions";

    /// <summary>An <see cref="ApprovalsUpdate"/>, looked at every 2 s.</summary>
    public const string Approvals = "approvals";

    /// <summary>A <see cref="DeploymentCounts"/>, looked at every 5 s.</summary>
    public const string Deployments = "deployments";

    /// <summary>A <see cref="ProcessUse"/>, looked at every 5 s.</summary>
    public const string Resources = "resources";
}

/// <summary>Whether the silo does its work.</summary>
/// <param name="Status"><see cref="HealthStates"/>.</param>
/// <param name="Reason">Why it is not ready; null when it is.</param>
public sealed record SiloHealth(string Status, string? Reason);

/// <summary>Who waits for a turn.</summary>
/// <param name="Queued">How many executions wait, in all silos.</param>
/// <param name="Active">How many run in the silo that answers.</param>
/// <param name="Limit">How many may.</param>
public sealed record QueueUpdate(long Queued, int Active, int Limit);

/// <summary>How executions stand.</summary>
/// <param name="Active">Those that are not over, by status.</param>
/// <param name="Changes">Another number means that some execution went on; it says nothing by itself.</param>
public sealed record ExecutionsUpdate(IReadOnlyDictionary<string, long> Active, long Changes);

/// <summary>How approvals stand.</summary>
/// <param name="Pending">How many wait for a decision.</param>
public sealed record ApprovalsUpdate(long Pending);

/// <summary>How deployments stand.</summary>
public sealed record DeploymentCounts
{
    /// <summary>How many there are.</summary>
    public long Total { get; init; }

    /// <summary>Those that take calls.</summary>
    public long Active { get; init; }

    /// <summary>Those that nothing was heard of for longer than their TTL.</summary>
    public long Dead { get; init; }

    /// <summary>Those that cannot work as they are, such as endpoints of a workflow that was deleted.</summary>
    public long Failing { get; init; }

    /// <summary>When one was changed last; null where there is none.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>When one was heard of last; null where none sends heartbeats.</summary>
    public DateTimeOffset? LastHeartbeat { get; init; }
}

/// <summary>What a process takes.</summary>
public sealed record ProcessUse
{
    /// <summary>Share of all processors since the last look, 0 to 100.</summary>
    public double CpuPercent { get; init; }

    /// <summary>Memory that it holds, in whole megabytes.</summary>
    public long MemoryMegabytes { get; init; }

    /// <summary>What of it is managed, in whole megabytes.</summary>
    public long ManagedMegabytes { get; init; }

    /// <summary>Its threads.</summary>
    public int Threads { get; init; }
}
