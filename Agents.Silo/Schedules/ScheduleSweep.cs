using System.Collections.Concurrent;
using Agents.Silo.Storage;

namespace Agents.Silo.Schedules;

/// <summary>
/// Fires schedules. It sleeps until the first one is due, or until somebody changes one here; what another silo changes is seen half a second later. All that is due
/// is in the tables, so that ten thousand schedules cost no memory and what fell due while nothing ran is decided by the first look.
/// </summary>
/// <remarks>
/// A silo that dies before its claim is on disk has done nothing. One that dies after it leaves firings that are about to start: they are started at the next start, or
/// in a cluster by another silo, under the ids that they have.
/// </remarks>
internal sealed partial class ScheduleSweep(
    FiringStore store, FiringStarts starts, ScheduleStore schedules, ScheduleSignal signal, IDatabase database, TimeProvider time, ILogger<ScheduleSweep> logger)
    : DatabaseSweep(database, time, Rest)
{
    private const int PageSize = 200;
    private const int AtOnce = 64;

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(500);

    // Longer than a start takes: what is claimed anew is not under way.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(40);

    /// <summary>Fires all that is due; gives how many executions that started.</summary>
    /// <param name="left">How old a claim is that its claimer must have given up.</param>
    /// <param name="cancellationToken">Stops after what is under way.</param>
    public async Task<int> RunAsync(TimeSpan left, CancellationToken cancellationToken)
    {
        var started = 0;
        var look = await store.LookAsync();
        // One that dies in the middle of catching up leaves many.
        var before = Time.GetUtcNow() - left;
        for (var count = look.PendingSince <= before ? PageSize : 0; count == PageSize;)
        {
            var firings = await store.ClaimLeftAsync(before, PageSize);
            count = firings.Count;
            started += await StartAsync(firings, isRetry: true, cancellationToken);
        }

        if (look.Queued > 0)
        {
            started += await StartAsync(await store.ClaimWaitingAsync(), isRetry: false, cancellationToken);
        }

        for (var count = look.FiresAt <= Time.GetUtcNow() ? PageSize : 0; count == PageSize;)
        {
            (var firings, count) = await store.ClaimDueAsync(PageSize);
            started += await StartAsync(firings, isRetry: false, cancellationToken);
        }

        return started;
    }

    /// <summary>Goes on after a start of the silo.</summary>
    public Task RecoverAsync(CancellationToken cancellationToken) => RunAsync(GrainHosting.HasManySilos ? StartPatience : TimeSpan.Zero, cancellationToken);

    protected override async Task LookAsync(CancellationToken stoppingToken)
    {
        await RunAsync(StartPatience, stoppingToken);
        var next = (await store.LookAsync()).FiresAt - Time.GetUtcNow() ?? LongestSleep;
        if (next > TimeSpan.Zero)
        {
            await signal.WaitAsync(next < LongestSleep ? next : LongestSleep, stoppingToken);
        }
    }

    protected override void Tell(Exception problem) => LogNotSwept(problem);

    private async Task<int> StartAsync(IReadOnlyList<PendingFiring> firings, bool isRetry, CancellationToken cancellationToken)
    {
        if (firings.Count == 0)
        {
            return 0;
        }

        var settled = new ConcurrentBag<SettledFiring>();
        await Parallel.ForEachAsync(firings, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (firing, stop) =>
        {
            if (await starts.StartAsync(firing, isRetry, stop) is { } done)
            {
                settled.Add(done);
            }
        });
        await store.SettleAsync(settled);
        foreach (var gone in settled.Where(static one => one.IsGone))
        {
            await schedules.ChangeAsync(gone.Firing.ScheduleId, row => SchedulePauses.Pause(row, gone.Refusal, Time.GetUtcNow()));
        }

        return settled.Count(static one => one.Refusal is null);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What is due by schedule could not be fired; it is tried again")]
    private partial void LogNotSwept(Exception problem);
}
