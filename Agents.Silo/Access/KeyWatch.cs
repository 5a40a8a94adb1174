using System.Data.Common;
using Agents.Silo.Storage;

namespace Agents.Silo.Access;

/// <summary>Has the keys read before the first call, and again and again where there are several silos; writes down once a minute when they were used.</summary>
internal sealed partial class KeyWatch(KeyBook book, KeyUses uses, IDatabase database, TimeProvider time, ILogger<KeyWatch> logger) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(book.RefreshAsync);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(uses.WriteAsync);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(RepeatAsync(WriteEvery, uses.WriteAsync, stoppingToken), GrainHosting.HasManySilos ? RepeatAsync(LookAgain, book.RefreshAsync, stoppingToken) : Task.CompletedTask);

    private async Task RepeatAsync(TimeSpan every, Func<Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(every, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stopping.IsCancellationRequested)
            {
                await TryAsync(work);
            }
        }
    }

    private async Task TryAsync(Func<Task> work)
    {
        if (database.Problem is not null)
        {
            return;
        }

        try
        {
            await work();
        }
        catch (Exception problem) when (problem is DatabaseUnusableException or DbException)
        {
            LogNotDone(problem);
            database.ReportFailure(problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Keys could not be read or written; it is tried again when the database works")]
    private partial void LogNotDone(Exception problem);
}
