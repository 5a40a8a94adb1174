using Agents.Client.Schedules;
using Agents.Core.Workflows;
using Agents.Silo.Deployments;
using Agents.Silo.Workflows;

namespace Agents.Silo.Schedules;

/// <summary>
/// Gives every deployment the schedule that the <c>cron</c> state of its workflow declares, and takes it away with it. Called when a deployment has changed, and now and
/// then for all: a process that dies between the two leaves nothing behind for long.
/// </summary>
internal sealed partial class DeclaredSchedules(
    ScheduleStore store, ScheduleSignal signal, DeploymentStore deployments, WorkflowCatalog workflows, TimeProvider time, ILogger<DeclaredSchedules> logger)
{
    private const string NotEnabled = "The workflow's cron state is not enabled.";

    /// <summary>The id of the schedule that a deployment gets.</summary>
    public static string IdOf(string deploymentId) => $"{deploymentId}.cron";

    /// <summary>Looks at one deployment.</summary>
    public async Task RefreshAsync(string deploymentId)
    {
        var deployment = await deployments.FindAsync(deploymentId);
        var schedule = await store.FindAsync(IdOf(deploymentId));
        if (schedule is { Source: not ScheduleSources.Workflow })
        {
            LogTaken(schedule.Id, deploymentId);
            return;
        }

        CronState? cron;
        try
        {
            cron = deployment is { IsEndpoint: true } ? await DeclaredAsync(deployment) : null;
        }
        catch (InvalidDataException)
        {
            // A version that no longer loads starts nothing: each firing says so.
            return;
        }

        if (cron is null && schedule is not null)
        {
            await store.DeleteAsync(schedule.Id);
        }
        else if (cron is not null && schedule is null)
        {
            await store.CreateAsync(New(deployment!, cron));
        }
        else if (cron is not null && Differs(schedule!, cron))
        {
            await store.ChangeAsync(schedule!.Id, row => Changed(row, cron));
        }

        signal.Set();
    }

    /// <summary>Looks at all deployments, and at schedules whose deployment is gone.</summary>
    public async Task RefreshAllAsync(CancellationToken cancellationToken)
    {
        const int PageSize = 200;
        for (var (after, count) = ((string?)null, PageSize); count == PageSize;)
        {
            var page = await deployments.ListAsync(new DeploymentFilter(null, null, after, PageSize));
            foreach (var deployment in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await RefreshAsync(deployment.Id);
            }

            (after, count) = (page.Count == 0 ? after : page[^1].Id, page.Count);
        }

        foreach (var left in await store.ListDeclaredWithoutDeploymentAsync())
        {
            await store.DeleteAsync(left);
        }
    }

    private async Task<CronState?> DeclaredAsync(DeploymentRow deployment)
        => await workflows.FindAsync(deployment.WorkflowId!, (int)deployment.Version!) is { Plan: { Start: ToTransition start } plan } ? plan.FindState(start.Target) as CronState : null;

    private static bool Differs(ScheduleRow row, CronState cron)
        => row.Cron != cron.Cron || row.Timezone != cron.Timezone || cron.Enabled == (row.PauseReason == NotEnabled);

    // What somebody paused stays so.
    private ScheduleRow Changed(ScheduleRow row, CronState cron)
    {
        var now = time.GetUtcNow();
        var changed = row with { Cron = cron.Cron, Timezone = cron.Timezone };
        changed = changed with { NextDueAt = changed.Timing().Next(now) };
        return !cron.Enabled ? SchedulePauses.Pause(changed, NotEnabled, now) with { PauseReason = NotEnabled }
            : row.PauseReason == NotEnabled ? SchedulePauses.Resume(changed, now)
            : changed;
    }

    private ScheduleRow New(DeploymentRow deployment, CronState cron)
    {
        var now = time.GetUtcNow();
        var row = new ScheduleRow
        {
            Id = IdOf(deployment.Id),
            Name = deployment.Name,
            DeploymentId = deployment.Id,
            Cron = cron.Cron,
            Timezone = cron.Timezone,
            Inputs = "{}",
            Overlap = OverlapPolicies.Skip,
            CatchUp = CatchUpPolicies.Last,
            CatchUpLimit = 100,
            JitterSeconds = 0,
            Status = cron.Enabled ? ScheduleStatuses.Active : ScheduleStatuses.Paused,
            PausedAt = cron.Enabled ? null : now,
            PauseReason = cron.Enabled ? null : NotEnabled,
            Source = ScheduleSources.Workflow,
            AnchorAt = now,
            CreatedAt = now,
            UpdatedAt = now,
        };
        return row with { NextDueAt = row.Timing().Next(now) };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Schedule {ScheduleId} stands where the cron state of deployment {DeploymentId} would have its own; rename it")]
    private partial void LogTaken(string scheduleId, string deploymentId);
}
