using Agents.Client.Access;
using Agents.Client.Deployments;
using Agents.Client.Json;
using Agents.Silo.Access;
using Agents.Silo.Executions;
using Agents.Silo.Hosting;
using Agents.Silo.Workflows;

namespace Agents.Silo.Deployments;

/// <summary><c>/api/v1/deployments/{id}/promote</c> and <c>/rollback</c>: which versions its calls run. Executions that began end on their version.</summary>
internal static class VersionEndpoints
{
    public static void MapVersions(this RouteGroupBuilder deployments)
    {
        deployments.MapPost("/{id}/promote", PromoteAsync).WithName("PromoteDeployment").WithSummary("Lets all calls, or a share of them, run a version; without one, the canary's.")
            .Accepts<PromoteDeployment>("application/json").Produces<DeploymentRecord>().Needs(KeyScopes.Operator);
        deployments.MapPost("/{id}/rollback", RollBackAsync).WithName("RollBackDeployment").WithSummary("Takes the canary away, or where there is none goes back to the version before.")
            .Produces<DeploymentRecord>().Needs(KeyScopes.Operator);
    }

    private static async Task<IResult> PromoteAsync(
        HttpContext http, string id, DeploymentStore store, DeploymentChanges changes, DeploymentViews views, WorkflowCatalog workflows)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.PromoteDeployment, new PromoteDeployment());
        if (body is null)
        {
            return unreadable!;
        }

        if (Problem(body) is { } problem)
        {
            return ServiceDefaults.Problems.Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        if (await store.FindAsync(id) is not { IsEndpoint: true } row)
        {
            return DeploymentEndpoints.NotFound(id);
        }

        if (body.Version is { } version && await workflows.FindAsync(row.WorkflowId!, version) is null)
        {
            return ExecutionEndpoints.Result(http, new UnknownWorkflow(row.WorkflowId!, version), TimeSpan.Zero);
        }

        var isDone = await store.PromoteAsync(id, body.Version, body.Share);
        await changes.ChangedAsync(id);
        return isDone ? await ShowAsync(id, store, views) : Conflict($"Deployment '{id}' has no canary to promote. Name a version: {{\"version\": 2}}.");
    }

    private static async Task<IResult> RollBackAsync(string id, DeploymentStore store, DeploymentChanges changes, DeploymentViews views)
    {
        if (await store.FindAsync(id) is not { IsEndpoint: true })
        {
            return DeploymentEndpoints.NotFound(id);
        }

        var isDone = await store.RollBackAsync(id);
        await changes.ChangedAsync(id);
        return isDone ? await ShowAsync(id, store, views) : Conflict($"Deployment '{id}' has run no other version: there is nothing to go back to.");
    }

    private static string? Problem(PromoteDeployment body)
        => body.Version is < 1 ? "'version' is the server's number of a version, from 1."
            : body.Share is < 1 or > 99 ? "'share' is from 1 to 99 percent; leave it out to give the version all calls."
            : null;

    private static async Task<IResult> ShowAsync(string id, DeploymentStore store, DeploymentViews views)
        => await store.FindAsync(id) is { } row ? Results.Json(await views.RecordAsync(row), AgentsJson.Wire.DeploymentRecord) : DeploymentEndpoints.NotFound(id);

    private static IResult Conflict(string detail) => ServiceDefaults.Problems.Problem.Result(StatusCodes.Status409Conflict, detail);
}
