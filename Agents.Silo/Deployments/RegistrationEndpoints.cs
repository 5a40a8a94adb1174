using Agents.Client.Access;
using Agents.Client.Deployments;
using Agents.Client.Json;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Hosting;

namespace Agents.Silo.Deployments;

/// <summary><c>/api/v1/deployments/register</c>, <c>/{id}/heartbeat</c> and <c>/cleanup</c>: deployments that run elsewhere.</summary>
internal static class RegistrationEndpoints
{
    public static void MapRegistrations(this RouteGroupBuilder deployments)
    {
        deployments.MapPost("/register", RegisterAsync).WithName("RegisterDeployment").WithSummary("Tells of a deployment that runs elsewhere; again, of where it is now.")
            .Accepts<RegisterDeployment>("application/json").Produces<DeploymentRecord>().NeedsOrAgent(KeyScopes.Operator, DeploymentIn.Body);
        deployments.MapPost("/{id}/heartbeat", BeatAsync).WithName("BeatDeployment").WithSummary("It is alive for another TTL.").Produces<HeartbeatReply>().NeedsOrAgent(KeyScopes.Operator, DeploymentIn.Id);
        deployments.MapPost("/cleanup", CleanUpAsync).WithName("CleanUpDeployments").WithSummary("Removes those that run elsewhere and are dead; their executions are kept.")
            .Produces<CleanupReply>().Needs(KeyScopes.Operator);
    }

    private static async Task<IResult> RegisterAsync(HttpContext http, DeploymentStore store, DeploymentViews views, RouteSignal signal, HealthQuestion health, IGrainFactory grains)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.RegisterDeployment);
        if (body is null)
        {
            return unreadable!;
        }

        if (RegistrationBody.Problem(body) is { } problem)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        if (!http.Caller().MayReport(body.DeploymentId))
        {
            return Problem.Result(StatusCodes.Status403Forbidden, $"This key is not of deployment '{body.DeploymentId}'. It needs the scope {KeyScopes.Agent(body.DeploymentId)}.");
        }

        if (body.VerifyHealth == true && await health.ProblemAsync(body.Host, body.Port, http.RequestAborted) is { } unwell)
        {
            return Problem.Result(StatusCodes.Status422UnprocessableEntity, unwell);
        }

        if (!await store.RegisterAsync(RegistrationBody.Read(body)))
        {
            return Problem.Result(StatusCodes.Status409Conflict, $"Deployment '{body.DeploymentId}' is an endpoint of this server. Register under another 'deployment_id'.");
        }

        signal.Raise();
        var grain = grains.GetGrain<IDeploymentGrain>(body.DeploymentId);
        await grain.Forget();
        // A process that dies here leaves it registered; its next heartbeat does the rest.
        await grain.Beat();
        return await store.FindAsync(body.DeploymentId) is { } row
            ? Results.Json(await views.RecordAsync(row), AgentsJson.Wire.DeploymentRecord)
            : DeploymentEndpoints.NotFound(body.DeploymentId);
    }

    private static async Task<IResult> BeatAsync(string id, IGrainFactory grains) => await grains.GetGrain<IDeploymentGrain>(id).Beat()
        ? Results.Json(new HeartbeatReply(id, DeploymentHealth.Alive), AgentsJson.Wire.HeartbeatReply)
        : Problem.Result(StatusCodes.Status404NotFound, $"No deployment '{id}' is registered from elsewhere. Register it: POST /api/v1/deployments/register.");

    private static async Task<IResult> CleanUpAsync(DeploymentStore store, Heartbeats heartbeats, DeploymentChanges changes)
    {
        // What was heard a moment ago counts.
        await heartbeats.WriteAsync();
        var removed = await store.RemoveSilentAsync();
        foreach (var id in removed)
        {
            await changes.RemovedAsync(id);
        }

        return Results.Json(new CleanupReply(removed), AgentsJson.Wire.CleanupReply);
    }
}
