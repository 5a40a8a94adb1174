using Agents.Client.AgentFiles;
using Agents.Client.Problems;
using Agents.Silo.Storage;

namespace Agents.Silo.Environments;

/// <summary>
/// Looks every two seconds whether a file of an environment was changed, and syncs once nothing has changed between two looks: so a file that is still being
/// written is not taken. It looks rather than being told, because not every file system tells.
/// </summary>
internal sealed partial class EnvironmentWatch(
    EnvironmentFolder folder, EnvironmentSync sync, IDatabase database, TimeProvider time, ILogger<EnvironmentWatch> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    // What the latest sync saw. Another one is due where this is not what is there.
    private string? _synced;

    /// <summary>Syncs at once; when the database has become usable.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SyncAsync(folder.Fingerprint(), cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogFailed(problem);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var before = "";
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
            {
                before = await LookAsync(before, stoppingToken);
            }
        }
    }

    private async Task<string> LookAsync(string before, CancellationToken stoppingToken)
    {
        try
        {
            var seen = folder.Fingerprint();
            if (seen == before && seen != _synced && database.Problem is null)
            {
                await SyncAsync(seen, stoppingToken);
            }

            return seen;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return before;
        }
#pragma warning disable CA1031 // Whatever a disk or the database does, the next look comes.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            LogFailed(problem);
            return "";
        }
    }

    private async Task SyncAsync(string seen, CancellationToken cancellationToken)
    {
        var report = await sync.RunAsync(isDry: false, cancellationToken);
        _synced = seen;
        foreach (var file in report.Files)
        {
            if (file.Diagnostics.FirstOrDefault(static found => found.Severity == DiagnosticSeverities.Error) is { } problem)
            {
                LogInvalid(file.File, problem.Line, problem.Message);
            }
            else if (file.Outcome == SyncOutcomes.Stored)
            {
                LogStored(file.File);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{File} was stored")]
    private partial void LogStored(string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} is not used, line {Line}: {Problem}")]
    private partial void LogInvalid(string file, int line, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The files of environments could not be synced; the next look comes in two seconds")]
    private partial void LogFailed(Exception problem);
}
