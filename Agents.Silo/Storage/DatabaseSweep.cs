using System.Data.Common;

namespace Agents.Silo.Storage;

/// <summary>
/// Looks again and again at what the database has, while it can be used. A look that fails is told and does not end the looking: what it was to do is on
/// disk, and the next look does it.
/// </summary>
internal abstract class DatabaseSweep(IDatabase database, TimeProvider time, TimeSpan every) : BackgroundService
{
    protected TimeProvider Time { get; } = time;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(every, Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (database.Problem is null && !stoppingToken.IsCancellationRequested)
            {
                await TryLookAsync(stoppingToken);
            }
        }
    }

    /// <summary>One look.</summary>
    protected abstract Task LookAsync(CancellationToken stoppingToken);

    /// <summary>Whether the next look may do better; anything else is a bug.</summary>
    protected virtual bool MayPass(Exception problem) => problem is DatabaseUnusableException or DbException;

    /// <summary>Tells of a look that failed.</summary>
    protected abstract void Tell(Exception problem);

    private async Task TryLookAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
        catch (Exception problem) when (MayPass(problem))
        {
            Tell(problem);
        }
    }
}
