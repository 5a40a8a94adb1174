using System.Text.Json;
using Agents.Client.Schedules;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Deployments;
using Agents.Silo.Diagnostics;
using Agents.Silo.Workflows;

namespace Agents.Silo.Schedules;

/// <summary>Makes, changes and removes schedules for people. What a workflow declares is changed in the workflow.</summary>
internal sealed class ScheduleChanges(ScheduleStore store, ScheduleSignal signal, DeploymentStore deployments, WorkflowCatalog workflows, IdGenerator ids, TimeProvider time)
{
    /// <summary>The schedule, or why there is none.</summary>
    public async Task<(ScheduleRow? Row, IResult? Refusal)> CreateAsync(CreateSchedule body)
    {
        var inputs = Inputs(body.Inputs) ?? JsonObject.Empty;
        if (await RefusalAsync(body.WorkflowId, body.Version, body.DeploymentId, inputs) is { } refusal)
        {
            return (null, refusal);
        }

        var now = Now();
        var row = new ScheduleRow
        {
            Id = body.Id ?? ScheduleRules.IdOf(body.DeploymentId ?? body.WorkflowId!),
            Name = body.Name ?? body.Id ?? body.DeploymentId ?? body.WorkflowId!,
            WorkflowId = body.WorkflowId,
            Version = body.Version,
            DeploymentId = body.DeploymentId,
            Cron = body.Cron,
            IntervalSeconds = body.IntervalSeconds,
            Timezone = body.Timezone ?? "UTC",
            Inputs = inputs.ToJson(),
            Overlap = body.Overlap ?? OverlapPolicies.Skip,
            CatchUp = body.CatchUp ?? CatchUpPolicies.Last,
            CatchUpLimit = body.CatchUpLimit ?? 100,
            JitterSeconds = body.JitterSeconds ?? 0,
            Status = body.Enabled == false ? ScheduleStatuses.Paused : ScheduleStatuses.Active,
            PausedAt = body.Enabled == false ? now : null,
            Source = ScheduleSources.Api,
            AnchorAt = now,
            CreatedAt = now,
            UpdatedAt = now,
        };
        row = row with { NextDueAt = row.Timing().Next(now) };
        if (!await store.CreateAsync(row))
        {
            if (body.Id is not null)
            {
                return (null, Conflict($"There is a schedule '{body.Id}' already. Change it with PUT /api/v1/schedules/{body.Id}, or give another 'id'."));
            }

            // One thing may have several.
            row = row with { Id = $"{row.Id}-{ids.Next()[^8..]}" };
            await store.CreateAsync(row);
        }

        signal.Set();
        return (row, null);
    }

    /// <summary>The schedule as it is now; no row where there is none, a refusal where it may not change so.</summary>
    public async Task<(ScheduleRow? Row, IResult? Refusal)> ChangeAsync(string id, ChangeSchedule body)
    {
        if (await store.FindAsync(id) is not { } before)
        {
            return (null, null);
        }

        if (before.Source == ScheduleSources.Workflow)
        {
            return (null, Declared(before));
        }

        if (Inputs(body.Inputs) is { } inputs && await RefusalAsync(before.WorkflowId, (int?)before.Version, before.DeploymentId, inputs) is { } refusal)
        {
            return (null, refusal);
        }

        var now = Now();
        var row = await store.ChangeAsync(id, current => Changed(current, body, now));
        signal.Set();
        return (row, null);
    }

    /// <summary>Null where it is removed.</summary>
    public async Task<IResult?> DeleteAsync(string id)
        => await store.FindAsync(id) is not { } row ? ScheduleEndpoints.NotFound(id)
            : row.Source == ScheduleSources.Workflow ? Declared(row)
            : await store.DeleteAsync(id) ? null
            : ScheduleEndpoints.NotFound(id);

    public Task<ScheduleRow?> PauseAsync(string id, string? reason)
    {
        var now = Now();
        return store.ChangeAsync(id, row => SchedulePauses.Pause(row, reason, now));
    }

    public async Task<ScheduleRow?> ResumeAsync(string id)
    {
        var now = Now();
        var row = await store.ChangeAsync(id, row => SchedulePauses.Resume(row, now));
        signal.Set();
        return row;
    }

    private static ScheduleRow Changed(ScheduleRow row, ChangeSchedule body, DateTimeOffset now)
    {
        var hasNewTiming = (body.Cron ?? row.Cron) != row.Cron || (body.Timezone ?? row.Timezone) != row.Timezone || body.IntervalSeconds is not null;
        var changed = row with
        {
            Name = body.Name ?? row.Name,
            Cron = body.IntervalSeconds is null ? body.Cron ?? row.Cron : null,
            IntervalSeconds = body.Cron is null ? body.IntervalSeconds ?? row.IntervalSeconds : null,
            AnchorAt = body.IntervalSeconds is null ? row.AnchorAt : now,
            Timezone = body.Timezone ?? row.Timezone,
            Inputs = Inputs(body.Inputs)?.ToJson() ?? row.Inputs,
            Overlap = body.Overlap ?? row.Overlap,
            CatchUp = body.CatchUp ?? row.CatchUp,
            CatchUpLimit = body.CatchUpLimit ?? row.CatchUpLimit,
            JitterSeconds = body.JitterSeconds ?? row.JitterSeconds,
        };
        return hasNewTiming ? changed with { NextDueAt = changed.Timing().Next(now) } : changed;
    }

    private async Task<IResult?> RefusalAsync(string? workflowId, int? version, string? deploymentId, JsonObject inputs)
    {
        if (deploymentId is not null)
        {
            if (await deployments.FindAsync(deploymentId) is not { } deployment)
            {
                return DeploymentEndpoints.NotFound(deploymentId);
            }

            if (!deployment.IsEndpoint)
            {
                return Conflict($"Deployment '{deploymentId}' runs elsewhere: schedules start what runs here.");
            }

            (workflowId, version) = (deployment.WorkflowId, (int?)deployment.Version);
        }

        if ((version ?? await workflows.FindCurrentVersionAsync(workflowId!)) is not { } wanted || await workflows.FindAsync(workflowId!, wanted) is not { } workflow)
        {
            return Problem.Result(StatusCodes.Status404NotFound, version is null
                ? $"There is no workflow '{workflowId}'. GET /api/v1/workflows lists them."
                : $"Workflow '{workflowId}' has no version {version}.");
        }

        return WorkflowInputs.Bind(workflow.Plan, inputs) is var (_, wrong) && wrong.Count > 0
            ? Problem.Result(StatusCodes.Status400BadRequest, "The inputs do not fit the workflow's schema.", extensions: DiagnosticViews.Extension(wrong))
            : null;
    }

    // SQLite keeps milliseconds: an anchor has no more than comes back.
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    private static JsonObject? Inputs(JsonElement? inputs)
        => inputs is { ValueKind: JsonValueKind.Object } given ? (JsonObject)JsonValue.Parse(JsonSerializer.SerializeToUtf8Bytes(given)) : null;

    private static IResult Declared(ScheduleRow row)
        => Conflict($"Schedule '{row.Id}' is declared by the workflow of deployment '{row.DeploymentId}': change its cron state and deploy it, or pause the schedule.");

    private static IResult Conflict(string detail) => Problem.Result(StatusCodes.Status409Conflict, detail);
}
