using System.Text.Json;
using Agents.Client.Deployments;
using Agents.Core.Json;
using Agents.Silo.Budgets;
using Agents.Silo.Executions;

namespace Agents.Silo.Deployments;

/// <summary>Deployments as the API shows them.</summary>
internal sealed class DeploymentViews(DeploymentStore store, DeploymentStandings standings, DeploymentBudgets budgets, TimeProvider time)
{
    public const string EndpointRoot = "/api/deployed/";

    public async Task<DeploymentRecord> RecordAsync(DeploymentRow row)
    {
        var standing = await standings.OfAsync(row);
        var (executions, lastAt) = await store.ReadUseAsync(row.Id);
        var budget = BudgetViews.Record(row.Limits);
        return new DeploymentRecord
        {
            Id = row.Id,
            Name = row.Name,
            Kind = row.Kind,
            Status = standing.Status,
            StatusReason = standing.Reason,
            Health = row.IsAlive(time.GetUtcNow()) ? DeploymentHealth.Alive : DeploymentHealth.Dead,
            WorkflowId = row.WorkflowId,
            WorkflowName = row.WorkflowName,
            Version = (int?)row.Version,
            PreviousVersion = (int?)row.PreviousVersion,
            Canary = row.CanaryVersion is { } canary ? new CanaryRecord((int)canary, (int)row.CanaryShare!) : null,
            EndpointPath = row.EndpointPath,
            Url = row.IsEndpoint ? EndpointRoot + row.EndpointPath : $"http://{row.Host}:{row.Port}",
            Host = row.Host,
            Port = (int?)row.Port,
            LastHeartbeat = row.LastHeartbeat,
            TtlSeconds = row.IsEndpoint ? null : (int)row.TtlSeconds,
            Capabilities = JsonSerializer.Deserialize<string[]>(row.Capabilities) ?? [],
            Metadata = ExecutionViews.Element(JsonValue.Parse(row.Metadata)),
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
            LastExecutionAt = lastAt,
            ExecutionCount = executions,
            Budget = budget,
            SpentToday = budget is null ? null : BudgetViews.Spending((await budgets.ReadAsync(row.Id)).Used),
            Retention = DeploymentLimits.FromColumn(row.RetentionDays),
            Traffic = TrafficBody.FromColumn(row.Traffic),
        };
    }
}
