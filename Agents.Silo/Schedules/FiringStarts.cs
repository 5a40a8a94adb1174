using System.Data.Common;
using Agents.Client.Executions;
using Agents.Client.Schedules;
using Agents.Core.Json;
using Agents.Silo.Deployments;
using Agents.Silo.Executions;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;

namespace Agents.Silo.Schedules;

/// <summary>Starts the executions of firings. Started again, a firing finds the execution that it started.</summary>
internal sealed partial class FiringStarts(
    FiringStore firings,
    DeploymentStore deployments,
    DeploymentCalls calls,
    ExecutionStarts starts,
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

            return Settled(firing, await BeginAsync(firing, cancellationToken));
        }
        catch (Exception problem) when (problem is InvalidDataException or DatabaseUnusableException or DbException or TimeoutException or OrleansException or JournalConflictException)
        {
            LogNotStarted(problem, firing.ScheduleId, firing.DueAt);
            return null;
        }
    }

    private async Task<StartOutcome?> BeginAsync(PendingFiring firing, CancellationToken cancellationToken)
    {
        var inputs = (JsonObject)JsonValue.Parse(firing.Inputs);
        var actor = $"schedule:{firing.ScheduleId}";
        if (firing.DeploymentId is { } id)
        {
            var call = new DeploymentCall(inputs, TriggerTypes.Scheduled) { ExecutionId = firing.ExecutionId };
            return await deployments.FindAsync(id) is { } deployment
                ? await calls.StartAsync(deployment, call, ReadOnlyMemory<byte>.Empty, key: null, TimeSpan.Zero, actor, cancellationToken)
                : null;
        }

        var body = new StartBody(firing.WorkflowId!, (int?)firing.Version, inputs, RunModes.Full, TriggerTypes.Scheduled, Provider: null, Model: null) { ExecutionId = firing.ExecutionId };
        return await starts.StartAsync(body, ReadOnlyMemory<byte>.Empty, key: null, TimeSpan.Zero, actor, cancellationToken);
    }

    private SettledFiring Settled(PendingFiring firing, StartOutcome? outcome)
    {
        var now = time.GetUtcNow();
        return outcome switch
        {
            Started => new SettledFiring(firing, null, now),
            null => new SettledFiring(firing, $"There is no deployment '{firing.DeploymentId}' any more.", now, IsGone: true),
            UnknownWorkflow unknown => new SettledFiring(
                firing, unknown.Version is null ? $"There is no workflow '{unknown.Id}' any more." : $"Workflow '{unknown.Id}' has no version {unknown.Version} any more.", now, IsGone: true),
            DisabledWorkflow disabled => new SettledFiring(firing, $"Workflow '{disabled.Id}' is disabled.", now),
            InputsRefused refused => new SettledFiring(
                firing, $"The inputs do not fit the workflow's schema: {string.Join(" ", refused.Problems.Select(static problem => problem.Message))}", now),
            InactiveDeployment inactive => new SettledFiring(
                firing, $"Deployment '{inactive.Id}' is {inactive.Standing.Status}{(inactive.Standing.Reason is { } reason ? $": {reason}" : ".")}", now),
            _ => throw new InvalidOperationException($"'{outcome.GetType().Name}' is no outcome of a schedule."),
        };
    }

    private async Task CancelRunningAsync(PendingFiring firing)
    {
        foreach (var execution in await firings.ListRunningAsync(firing))
        {
            // What is over says so, which is as well.
            await grains.GetGrain<IExecutionGrain>(execution).Cancel(new CancelRequest($"schedule:{firing.ScheduleId}", "The next firing of its schedule replaces it."));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Schedule {ScheduleId} could not start what was due at {DueAt}; it is tried again")]
    private partial void LogNotStarted(Exception problem, string scheduleId, DateTimeOffset dueAt);
}
