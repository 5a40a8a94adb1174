using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Agents.Client.Approvals;
using Agents.Client.Json;
using Agents.Client.Status;
using Agents.ServiceDefaults.Health;
using Agents.Silo.Approvals;
using Agents.Silo.Deployments;
using Agents.Silo.Executions;
using Agents.Silo.Executions.Queue;

namespace Agents.Silo.Status;

/// <summary>What <c>/api/v1/status/stream</c> tells of.</summary>
internal static class StatusRegistration
{
    public static void AddStatus(this IServiceCollection services)
    {
        services.AddSingleton<ProcessMeter>();
        services.AddSingleton(static provider => new StatusFeed(
            Topics(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<StatusFeed>>()));
    }

    private static IReadOnlyList<StatusTopic> Topics(IServiceProvider provider)
    {
        var readiness = provider.GetRequiredService<Readiness>();
        var executions = provider.GetRequiredService<ExecutionStore>();
        var approvals = provider.GetRequiredService<ApprovalStore>();
        var deployments = provider.GetRequiredService<DeploymentStore>();
        var admission = provider.GetRequiredService<ExecutionAdmission>();
        var meter = new ProcessMeter(provider.GetRequiredService<TimeProvider>());
        var pending = new ApprovalListFilter { Status = ApprovalStatuses.Pending };
        return
        [
            new(StatusTopics.Health, 1, () => Task.FromResult(Json(
                new SiloHealth(readiness.Current.State.ToString().ToLowerInvariant(), readiness.Current.Reason), AgentsJson.Wire.SiloHealth))),
            new(StatusTopics.Queue, 1, async () => Json(new QueueUpdate(await executions.CountQueuedAsync(), admission.Active, admission.Limit), AgentsJson.Wire.QueueUpdate)),
            new(StatusTopics.Executions, 2, async () => Json(
                new ExecutionsUpdate(await executions.CountActiveAsync(), await executions.ReadChangesAsync()), AgentsJson.Wire.ExecutionsUpdate)),
            new(StatusTopics.Approvals, 2, async () => Json(new ApprovalsUpdate(await approvals.CountAsync(pending)), AgentsJson.Wire.ApprovalsUpdate)),
            new(StatusTopics.Deployments, 5, async () => Json(await deployments.CountStandingsAsync(), AgentsJson.Wire.DeploymentCounts)),
            new(StatusTopics.Resources, 5, () => Task.FromResult(Json(meter.Look(), AgentsJson.Wire.ProcessUse))),
        ];
    }

    private static byte[] Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);
}
