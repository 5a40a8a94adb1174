using Agents.Silo.Storage;

namespace Agents.Silo.Hooks;

/// <summary>Starts what came in and was left, and forgets what came in a month ago.</summary>
internal sealed partial class HookSweep(HookStore store, HookStarts starts, IDatabase database, TimeProvider time, ILogger<HookSweep> logger)
    : DatabaseSweep(database, time, TimeSpan.FromMinutes(1))
{
    /// <summary>How long events are kept, and so how long one that is sent again is known.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // Longer than a start takes.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(40);

    /// <summary>Goes on after a start of the silo.</summary>
    public Task RecoverAsync(CancellationToken cancellationToken)
        => starts.RecoverAsync(Time.GetUtcNow() - (GrainHosting.HasManySilos ? StartPatience : TimeSpan.Zero), cancellationToken);

    protected override async Task LookAsync(CancellationToken stoppingToken)
    {
        await starts.RecoverAsync(Time.GetUtcNow() - StartPatience, stoppingToken);
        await store.RemoveOldAsync(Time.GetUtcNow() - Kept);
    }

    protected override void Tell(Exception problem) => LogNotLooked(problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Events that came in could not be looked at; it is tried again")]
    private partial void LogNotLooked(Exception problem);
}
