using Agents.Client.Access;
using Agents.Client.Deployments;
using Agents.Core.Json;
using Agents.Silo.Access;
using Agents.Silo.Workflows;

namespace Agents.Silo.Deployments.ChatCompletions;

/// <summary>Deployments as models: endpoints that take calls, to those who may call or see them.</summary>
internal sealed class DeployedModels(DeploymentStore store, DeploymentCatalog catalog, DeploymentStandings standings, WorkflowCatalog workflows)
{
    private const int PageSize = 200;

    /// <summary>The deployment with this id, or else at this path; null where there is none that the caller may call.</summary>
    public async Task<DeploymentRow?> FindAsync(string model, Caller caller)
        => (await store.FindAsync(model) ?? await catalog.FindByPathAsync(EndpointPath.Trim(model))) is { IsEndpoint: true } row && caller.MayInvoke(row.Id) ? row : null;

    /// <summary>The model with this id or path; null where there is none that the caller may see.</summary>
    public async Task<JsonObject?> DescribeAsync(string model, Caller caller)
        => (await store.FindAsync(model) ?? await catalog.FindByPathAsync(EndpointPath.Trim(model))) is { IsEndpoint: true } row && MaySee(caller, row) && (await standings.OfAsync(row)).IsActive ? Model(row) : null;

    /// <summary>All that take calls and that the caller may see, by id.</summary>
    public async Task<JsonObject> ListAsync(Caller caller)
    {
        var models = new List<JsonValue>();
        IReadOnlyList<DeploymentRow> rows;
        string? after = null;
        do
        {
            rows = await store.ListAsync(new DeploymentFilter(null, DeploymentKinds.Endpoint, after, PageSize));
            foreach (var row in rows.Where(row => MaySee(caller, row)))
            {
                if ((await standings.OfAsync(row)).IsActive)
                {
                    models.Add(Model(row));
                }
            }

            after = rows.Count > 0 ? rows[^1].Id : null;
        }
        while (rows.Count == PageSize);
        return JsonObject.Of(("object", "list"), ("data", JsonArray.From(models)));
    }

    /// <summary>The plan of a version; null where it is gone or no longer loads, which is what the deployment's standing tells.</summary>
    public async Task<StoredWorkflow?> FindPlanAsync(DeploymentRow deployment, int version)
    {
        try
        {
            return await workflows.FindAsync(deployment.WorkflowId!, version);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool MaySee(Caller caller, DeploymentRow row) => caller.May(KeyScopes.Viewer) || caller.MayInvoke(row.Id);

    private static JsonObject Model(DeploymentRow row) => JsonObject.Of(
        ("id", row.Id), ("object", "model"), ("created", row.CreatedAt.ToUnixTimeSeconds()), ("owned_by", row.WorkflowId!), ("name", row.Name), ("endpoint_path", row.EndpointPath!));
}
