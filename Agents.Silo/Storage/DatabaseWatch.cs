using System.Data.Common;
using Agents.ServiceDefaults.Health;

namespace Agents.Silo.Storage;

/// <summary>What runs when the database has become usable.</summary>
/// <param name="Name">For the log.</param>
/// <param name="RunAsync">The work; called again each time the database comes back.</param>
internal sealed record DatabaseReadyWork(string Name, Func<CancellationToken, Task> RunAsync);

/// <summary>
/// Opens the database when the silo starts, tells <c>/health</c>, and keeps trying while it cannot be used, so that a start
/// never fails by the database and its return needs no restart.
/// </summary>
internal sealed class DatabaseWatch(
    IDatabase database, Readiness readiness, IEnumerable<DatabaseReadyWork> work, IHostApplicationLifetime host, TimeProvider time) : BackgroundService
{
    private const string Part = "database";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the grains start, so that they find their reminders.
        database.TryOpen();
        readiness.Starting(Part, database.Problem ?? "Unfinished executions are being continued.");
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken);
        // Also a failure that is over before anybody looks may have left something undone.
        var mended = -1L;
        while (!stoppingToken.IsCancellationRequested)
        {
            var failures = database.Failures;
            if (IsUsable() && mended != failures)
            {
                mended = failures;
                await RunWorkAsync(stoppingToken);
            }

            Report();
            await Task.Delay(LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsUsable()
    {
        if (database.Problem is null)
        {
            database.Look();
        }

        return database.Problem is null || database.TryOpen();
    }

    // Recovery calls grains, which run once the host has started.
    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunWorkAsync(CancellationToken stoppingToken)
    {
        foreach (var item in work)
        {
            try
            {
                await item.RunAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is DatabaseUnusableException or DbException)
            {
                database.ReportFailure(problem);
                return;
            }
        }
    }

    private void Report()
    {
        if (database.Problem is { } problem)
        {
            readiness.Degraded(Part, problem);
        }
        else
        {
            readiness.Ready(Part);
        }
    }
}
