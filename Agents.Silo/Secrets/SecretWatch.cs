using System.Data.Common;
using Agents.Silo.Storage;

namespace Agents.Silo.Secrets;

/// <summary>Has the stored secrets read before anything runs that needs them, and where there are several silos again and again.</summary>
internal sealed partial class SecretWatch(SecretBook book, IDatabase database, TimeProvider time, ILogger<SecretWatch> logger) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Where the database cannot be used yet they are read when it can, before executions go on.
        await TryRefreshAsync();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (GrainHosting.HasManySilos && !stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(LookAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await TryRefreshAsync();
        }
    }

    private async Task TryRefreshAsync()
    {
        if (database.Problem is not null)
        {
            return;
        }

        try
        {
            await book.RefreshAsync();
        }
        catch (Exception problem) when (problem is DatabaseUnusableException or DbException)
        {
            LogNotRead(problem);
            database.ReportFailure(problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stored secrets could not be read; they are read when the database works")]
    private partial void LogNotRead(Exception problem);
}
