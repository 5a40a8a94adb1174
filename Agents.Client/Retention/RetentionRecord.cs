namespace Agents.Client.Retention;

/// <summary>How long ended executions are kept, as <c>GET /settings/retention</c> answers, and what became of those that were not.</summary>
/// <param name="Days">Days from their end; null means for ever.</param>
public sealed record RetentionRecord(int? Days)
{
    /// <summary>When the next run is due.</summary>
    public required DateTimeOffset NextRunAt { get; init; }

    /// <summary>When the last run began; null before the first one.</summary>
    public DateTimeOffset? LastRunAt { get; init; }

    /// <summary>How many executions the last run removed.</summary>
    public long LastRemoved { get; init; }

    /// <summary>What they held in bytes, without the database's own overhead.</summary>
    public long LastRemovedBytes { get; init; }

    /// <summary>How many executions all runs removed.</summary>
    public long TotalRemoved { get; init; }

    /// <summary>What they held in bytes.</summary>
    public long TotalRemovedBytes { get; init; }
}

/// <summary>The body of <c>PUT /settings/retention</c>.</summary>
/// <param name="Days">Days from their end, 1 to 36,500; null keeps them for ever.</param>
public sealed record SetRetention(int? Days);

/// <summary>What <c>POST /settings/retention/run</c> did.</summary>
/// <param name="Removed">How many executions it removed.</param>
/// <param name="IsDone">Whether none is left that is too old; else ask again.</param>
public sealed record RetentionRun(long Removed, bool IsDone);
