using Agents.Client.Access;
using Agents.Client.Approvals;
using Agents.Client.Json;
using Agents.Client.Status;
using Agents.ServiceDefaults.Health;
using Agents.Silo.Access;
using Agents.Silo.Approvals;
using Agents.Silo.Deployments;
using Agents.Silo.Executions;
using Agents.Silo.Executions.Queue;
using Agents.Silo.Models;
using Agents.Silo.Retention;
using Agents.Silo.Sessions;
using Agents.Silo.Storage;

namespace Agents.Silo.Status;

/// <summary><c>/api/v1/status</c> for the dashboard and <c>/internal/session</c> for the supervisor.</summary>
internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/status", GetAsync).WithTags("status").WithName("GetStatus").WithSummary("What runs, and what is degraded.").Produces<SystemStatus>().Needs(KeyScopes.Viewer);
        routes.MapGet("/api/v1/status/stream", StatusStream.HandleAsync).WithTags("status").WithName("StreamStatus")
            .WithSummary("Server-sent events: health, queue, executions, approvals, deployments and resources, each when it changed.").Produces<string>(contentType: "text/event-stream").Needs(KeyScopes.Viewer);
        routes.MapGet("/internal/session", (SessionState session) => session.Previous is { } previous
            ? Results.Json(new { previous_unclean = previous.PreviousUnclean, started_at = previous.StartedAt })
            : Results.NoContent()).ExcludeFromDescription().NeedsNoKey();
    }

    private static async Task<IResult> GetAsync(
        HttpContext http,
        Readiness readiness,
        IDatabase database,
        ExecutionStore executions,
        ApprovalStore approvals,
        DeploymentStore deployments,
        ModelProviders models,
        ExecutionAdmission admission,
        RetentionStore retention,
        ProcessMeter meter,
        SiloStart start)
    {
        var isUsable = database.Problem is null;
        var size = isUsable ? await retention.ReadSizeAsync() : null;
        var current = readiness.Current;
        return Results.Json(
            new SystemStatus(current.State.ToString().ToLowerInvariant())
            {
                Reason = current.Reason,
                Version = start.Version,
                StartedAt = start.At,
                Database = new DatabaseStatus(database.Provider, isUsable ? "ready" : "degraded", database.Problem) { SizeBytes = size?.SizeBytes, FreeBytes = size?.FreeBytes },
                Retention = isUsable ? RetentionEndpoints.Record(await retention.ReadAsync()) : null,
                Model = new ModelStatus(models.DefaultProvider, null, models.IsOfflineOnly),
                Auth = http.Caller().IsAuthenticated ? "key" : "open",
                Concurrency = new ConcurrencyStatus(admission.Active, admission.Limit),
                PendingApprovals = isUsable ? await approvals.CountAsync(new ApprovalListFilter { Status = ApprovalStatuses.Pending }) : 0,
                Deployments = isUsable ? await deployments.CountStandingsAsync() : null,
                Process = meter.Look(),
                ActiveExecutions = isUsable ? await executions.CountActiveAsync() : new Dictionary<string, long>(),
            },
            AgentsJson.Wire.SystemStatus);
    }
}

/// <summary>This start of the silo.</summary>
internal sealed record SiloStart(DateTimeOffset At, string Version);
