namespace Agents.Silo.Executions;

/// <summary>
/// In a cluster: when a silo leaves, for whatever reason, every other one continues the executions that run, so that those of the silo that left go on.
/// Waking one that is awake elsewhere does nothing. Until the cluster has agreed on who is gone a call may still be sent to it: those are tried again.
/// </summary>
internal sealed partial class TakeOver(IClusterMembershipService membership, Recovery recovery, TimeProvider time, ILogger<TakeOver> logger) : BackgroundService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var known = membership.CurrentSnapshot;
        try
        {
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                var left = snapshot.Members.Values.Count(member => member.Status == SiloStatus.Dead && known.GetSiloStatus(member.SiloAddress) is not (SiloStatus.Dead or SiloStatus.None));
                known = snapshot;
                if (left > 0)
                {
                    LogLeft(left);
                    await ContinueAllAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // This silo leaves; the others continue what it has.
        }
    }

    private async Task ContinueAllAsync(CancellationToken stoppingToken)
    {
        while (!await TryContinueAllAsync(stoppingToken))
        {
            await Task.Delay(TryAgainAfter, time, stoppingToken);
        }
    }

    private async Task<bool> TryContinueAllAsync(CancellationToken stoppingToken)
    {
        try
        {
            return (await recovery.RunAsync(stoppingToken)).Unreached == 0;
        }
        catch (Exception problem) when (problem is Storage.DatabaseUnusableException or System.Data.Common.DbException)
        {
            LogNotRead(problem);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} silos have left the cluster; their executions are continued")]
    private partial void LogLeft(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The executions that run could not be read; they are read again")]
    private partial void LogNotRead(Exception problem);
}
