using Agents.Silo.Storage;

namespace Agents.Silo.Schedules;

/// <summary>Keeps the newest firings of each schedule and removes the others, every hour. Several silos at once remove nothing twice.</summary>
internal sealed partial class FiringRetention(ScheduleStore store, IDatabase database, TimeProvider time, ILogger<FiringRetention> logger) : DatabaseSweep(database, time, LookEvery)
{
    /// <summary>How many are kept of each schedule.</summary>
    public const int Kept = 1000;

    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    protected override Task LookAsync(CancellationToken stoppingToken) => store.RemoveOldFiringsAsync(Kept, stoppingToken);

    protected override void Tell(Exception problem) => LogNotRemoved(problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Old firings of schedules could not be removed; it is tried again")]
    private partial void LogNotRemoved(Exception problem);
}
