using Agents.Client.Deployments;
using Agents.Silo.Workflows;

namespace Agents.Silo.Deployments;

/// <summary>Whether a deployment takes calls, as of now.</summary>
/// <param name="Status">One of <see cref="DeploymentStatuses"/>.</param>
/// <param name="Reason">Why it is not active; null where it is, or where nobody said.</param>
internal sealed record DeploymentStanding(string Status, string? Reason)
{
    public bool IsActive => Status == DeploymentStatuses.Active;
}

/// <summary>Tells how deployments stand: what somebody set, and whether what they need is there.</summary>
internal sealed class DeploymentStandings(WorkflowCatalog workflows, TimeProvider time)
{
    public async ValueTask<DeploymentStanding> OfAsync(DeploymentRow row)
    {
        if (row.Status != DeploymentStatuses.Active)
        {
            return new DeploymentStanding(row.Status, row.StatusReason);
        }

        if (!row.IsEndpoint)
        {
            return row.IsAlive(time.GetUtcNow())
                ? new DeploymentStanding(DeploymentStatuses.Active, null)
                : new DeploymentStanding(DeploymentStatuses.Inactive, $"Nothing was heard of it for more than {row.TtlSeconds} s.");
        }

        return await EndpointAsync(row.WorkflowId!, (int)row.Version!);
    }

    private async ValueTask<DeploymentStanding> EndpointAsync(string workflowId, int version)
    {
        if (await workflows.FindStandingAsync(workflowId) is not { } workflow)
        {
            return new DeploymentStanding(DeploymentStatuses.Error, $"Its workflow '{workflowId}' was deleted.");
        }

        if (workflow.IsDisabled)
        {
            return new DeploymentStanding(DeploymentStatuses.Inactive, $"Its workflow '{workflowId}' is disabled.");
        }

        try
        {
            return await workflows.FindAsync(workflowId, version) is null
                ? new DeploymentStanding(DeploymentStatuses.Error, $"Its workflow '{workflowId}' has no version {version}.")
                : new DeploymentStanding(DeploymentStatuses.Active, null);
        }
        catch (InvalidDataException broken)
        {
            return new DeploymentStanding(DeploymentStatuses.Error, broken.Message);
        }
    }
}
