using System.Data.Common;
using Agents.Client.Executions;
using Agents.Client.Schedules;
using Agents.Core.Json;
using Agents.Silo.Executions;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;

namespace Agents.Silo.Schedules;

/// <summary>Starts the executions of firings. Started again, a firing finds the execution that it started.</summary>
internal sealed partial class FiringStarts(
    FiringStore firings,
    TriggeredStarts starts,
    ExecutionStore executions,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<FiringStarts> logger)
{
    /// <summary>Starts one; null where that could not be told now, and is tried again later.</summary>
    /// <param name="firing">The firing.</param>
    /// <param name="isRetry">Whether it may have started before.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<SettledFiring?> StartAsync(PendingFiring firing, bool isRetry, CancellationToken cancellationToken)
    {
        try
        {
            // It got its execution, however what it starts stands today.
            if (isRetry && await executions.FindAsync(firing.ExecutionId) is { } begun)
            {
                return new SettledFiring(firing, null, begun.CreatedAt);
            }

            if (firing.Overlap == OverlapPolicies.Replace)
            {
                await CancelRunningAsync(firing);
            }

            var refusal = await starts.StartAsync(TriggerOf(firing), cancellationToken);
            return new SettledFiring(firing, refusal?.Reason, time.GetUtcNow(), refusal?.IsGone == true);
        }
        catch (Exception problem) when (problem is InvalidDataException or DatabaseUnusableException or DbException or TimeoutException or OrleansException or JournalConflictException)
        {
            LogNotStarted(problem, firing.ScheduleId, firing.DueAt);
            return null;
        }
    }

    private static Trigger TriggerOf(PendingFiring firing) => new(
        firing.ExecutionId, firing.WorkflowId, (int?)firing.Version, firing.DeploymentId, (JsonObject)JsonValue.Parse(firing.Inputs), TriggerTypes.Scheduled, ActorOf(firing));

    private static string ActorOf(PendingFiring firing) => $"schedule:{firing.ScheduleId}";

    private async Task CancelRunningAsync(PendingFiring firing)
    {
        foreach (var execution in await firings.ListRunningAsync(firing))
        {
            // What is over says so, which is as well.
            await grains.GetGrain<IExecutionGrain>(execution).Cancel(new CancelRequest(ActorOf(firing), "The next firing of its schedule replaces it."));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Schedule {ScheduleId} could not start what was due at {DueAt}; it is tried again")]
    private partial void LogNotStarted(Exception problem, string scheduleId, DateTimeOffset dueAt);
}
