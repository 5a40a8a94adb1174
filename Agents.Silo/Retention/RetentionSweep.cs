using Agents.Silo.Artifacts;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;

namespace Agents.Silo.Retention;

/// <summary>
/// Removes executions that ended long enough ago, every hour, a few at a time with rests between, so that those that run hardly notice; many at a time while
/// nobody writes (<see cref="RetentionPace"/>).
/// </summary>
/// <remarks>
/// Each few are one transaction with everything that is theirs: a process that dies leaves them whole or gone, and the next run goes on. Which silo of a cluster
/// runs is claimed in the table; where that one dies, the next hour has another one. Two runs at once remove nothing twice.
/// </remarks>
internal sealed partial class RetentionSweep(
    RetentionStore store, ArtifactSweep artifacts, JournalWriter writer, IDatabase database, TimeProvider time, ILogger<RetentionSweep> logger)
    : DatabaseSweep(database, time, LookEvery)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan RunEvery = TimeSpan.FromHours(1);

    // Longer than anybody offers the same request again.
    private static readonly TimeSpan KeysKept = TimeSpan.FromDays(1);

    /// <summary>Removes what is too old; gives how many executions that were, and whether none is left. Does nothing where they are kept for ever.</summary>
    /// <param name="longest">Stops after the transaction under way when so much time is over.</param>
    /// <param name="cancellationToken">Stops after the transaction under way.</param>
    public async Task<(long Removed, bool IsDone)> RunAsync(TimeSpan longest, CancellationToken cancellationToken = default)
    {
        var begun = Time.GetTimestamp();
        var pace = new RetentionPace(writer, Time);
        var (removed, bytes, isDone) = (0L, 0L, true);
        foreach (var rule in await store.ListRulesAsync())
        {
            var last = "";
            isDone = false;
            while (!isDone && Time.GetElapsedTime(begun) < longest)
            {
                pace.Begin();
                var batch = await store.RemoveAsync(rule, last, pace.Size);
                (removed, bytes, last) = (removed + batch.Executions, bytes + batch.Bytes, batch.Last);
                isDone = batch.Executions < pace.Size;
                await pace.RestAsync(cancellationToken);
            }
        }

        await store.RemoveUnusedKeysAsync(Time.GetUtcNow() - KeysKept);
        await artifacts.RunAsync(cancellationToken);
        if (removed > 0)
        {
            LogRemoved(removed, bytes);
        }

        return (removed, isDone);
    }

    /// <summary>Says in the table that a run begins now.</summary>
    public Task<bool> BeginAsync() => store.TryBeginAsync(DateTimeOffset.MaxValue, Time.GetUtcNow() + RunEvery);

    protected override async Task LookAsync(CancellationToken stoppingToken)
    {
        var now = Time.GetUtcNow();
        if (await store.TryBeginAsync(now, now + RunEvery))
        {
            await RunAsync(TimeSpan.MaxValue, stoppingToken);
        }
    }

    protected override void Tell(Exception problem) => LogNotRemoved(problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Executions} executions ({Bytes} bytes) that had ended long enough ago")]
    private partial void LogRemoved(long executions, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "Old executions could not be removed; it is tried again")]
    private partial void LogNotRemoved(Exception problem);
}
