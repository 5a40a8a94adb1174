using Agents.Client.Access;
using Agents.Client.Deployments;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Secrets;
using Agents.Client.Workflows;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Deployments.ChatCompletions;
using Agents.Silo.Executions;
using Agents.Silo.Secrets;
using Agents.Silo.Storage;
using Agents.Silo.Workflows;

namespace Agents.Silo.Deployments;

/// <summary><c>/api/v1/deployments</c>.</summary>
internal static class DeploymentEndpoints
{
    public static void AddDeployments(this IServiceCollection services)
    {
        services.AddSingleton<DeploymentStore>();
        services.AddSingleton<DeploymentStandings>();
        services.AddSingleton<DeploymentViews>();
        services.AddSingleton<DeploymentCalls>();
        services.AddSingleton<DeploymentCatalog>();
        services.AddSingleton<DeploymentChanges>();
        services.AddSingleton<HealthQuestion>();
        services.AddSingleton<RouteSignal>();
        services.AddSingleton<RouteFeed>();
        services.AddSingleton<DeployedModels>();
        services.AddSingleton<Heartbeats>();
        services.AddHostedService(static provider => provider.GetRequiredService<Heartbeats>());
    }

    public static void MapDeployments(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/deployments").WithTags("deployments").NeedsToRead(KeyScopes.Viewer);
        group.MapPost("/", CreateAsync).WithName("CreateDeployment").WithSummary("Makes a workflow reachable at /api/deployed/{endpoint_path}.")
            .Accepts<CreateDeployment>("application/json").Produces<DeploymentRecord>(StatusCodes.Status201Created).Needs(KeyScopes.Operator);
        group.MapGet("/", ListAsync).WithName("ListDeployments").WithSummary("Deployments by id.").Produces<ItemPage<DeploymentRecord>>();
        group.MapGet("/{id}", GetAsync).WithName("GetDeployment").WithSummary("One deployment.").Produces<DeploymentRecord>();
        group.MapPut("/{id}", ChangeAsync).WithName("ChangeDeployment").WithSummary("Changes its name, path, version, status, budget or retention.")
            .Accepts<ChangeDeployment>("application/json").Produces<DeploymentRecord>().Needs(KeyScopes.Operator);
        group.MapDelete("/{id}", DeleteAsync).WithName("DeleteDeployment").WithSummary("Removes it; its executions are kept.").Produces<DeletedReply>().Needs(KeyScopes.Operator);
        group.MapGet("/{id}/schema", GetSchemaAsync).WithName("GetDeploymentSchema").WithSummary("What a form for its inputs needs.").Produces<WorkflowSchemaReply>().NeedsOrInvoker(KeyScopes.Viewer, DeploymentIn.Id);
        group.MapPost("/{id}/execute", ExecuteAsync).WithName("ExecuteDeployment").WithSummary("Starts an execution through it; Prefer: wait=N waits for its end.")
            .Accepts<ExecuteDeployment>("application/json").Produces<ExecutionDetail>(StatusCodes.Status201Created).NeedsOrInvoker(KeyScopes.Operator, DeploymentIn.Id);
        group.MapGet("/{id}/logs", ListLogsAsync).WithName("ListDeploymentExecutions").WithSummary("Its executions, newest first; filters as of GET /executions.")
            .Produces<ItemPage<ExecutionSummary>>();
        group.MapGet("/{id}/logs/{execution}", GetLogAsync).WithName("GetDeploymentExecution").WithSummary("One of its executions.").Produces<ExecutionDetail>().NeedsOrInvoker(KeyScopes.Viewer, DeploymentIn.Id);
        group.MapVersions();
        group.MapDocuments();
        group.MapRegistrations();
        routes.MapDeployed();
        routes.MapRouteFeed();
        routes.MapChatCompletions();
    }

    public static IResult NotFound(string id)
        => Problem.Result(StatusCodes.Status404NotFound, $"There is no deployment '{id}'. GET /api/v1/deployments lists them.");

    private static async Task<IResult> CreateAsync(HttpContext http, WorkflowCatalog catalog, DeploymentStore store, DeploymentChanges changes, DeploymentViews views)
    {
        var raw = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        if (DeploymentBody.ReadNew(raw.Span, out var limits, out var problem) is not { } body)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        var (record, refusal) = await StoreAsync(http, body, limits, catalog, store, changes, views);
        if (record is null)
        {
            return refusal!;
        }

        http.Response.Headers.Location = $"/api/v1/deployments/{record.Id}";
        return Results.Json(record, AgentsJson.Wire.DeploymentRecord, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>Makes an endpoint; null and the reply that says why where there is none.</summary>
    public static async Task<(DeploymentRecord? Record, IResult? Refusal)> StoreAsync(
        HttpContext http, CreateDeployment body, DeploymentLimits limits, WorkflowCatalog catalog, DeploymentStore store, DeploymentChanges changes, DeploymentViews views)
    {
        if (await catalog.FindStandingAsync(body.WorkflowId) is not { } standing
            || await catalog.FindAsync(body.WorkflowId, body.Version ?? (int)standing.CurrentVersion) is not { } workflow)
        {
            return (null, ExecutionEndpoints.Result(http, new UnknownWorkflow(body.WorkflowId, body.Version), TimeSpan.Zero));
        }

        var path = body.EndpointPath ?? body.WorkflowId.ToLowerInvariant();
        if (!EndpointPath.IsPath(path))
        {
            return (null, Problem.Result(StatusCodes.Status400BadRequest, $"The workflow's id makes no path. Give 'endpoint_path': {EndpointPath.Form}."));
        }

        var id = body.Id ?? EndpointPath.ToId(path);
        var outcome = await store.CreateAsync(new NewEndpoint(id, body.Name ?? workflow.Plan.Name, body.WorkflowId, workflow.Plan.Name, workflow.Version, path, limits));
        if (outcome is not Kept)
        {
            return (null, Refused(outcome, id, path));
        }

        await changes.ChangedAsync(id);
        return (await views.RecordAsync((await store.FindAsync(id))!), null);
    }

    private static async Task<IResult> ListAsync(
        DeploymentStore store, DeploymentViews views, string? workflow_id = null, string? kind = null, string? q = null, string? cursor = null, int limit = Paging.DefaultLimit)
    {
        if (limit is < 1 or > Paging.LargestLimit)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, Paging.Problem);
        }

        var filter = new DeploymentFilter(workflow_id, kind, cursor, limit + 1) { Pattern = LikePattern.Containing(q) };
        var rows = await store.ListAsync(filter);
        var items = new List<DeploymentRecord>();
        foreach (var row in rows.Take(limit))
        {
            items.Add(await views.RecordAsync(row));
        }

        long? total = string.IsNullOrEmpty(cursor) ? await store.CountAsync(filter) : null;
        return Results.Json(new ItemPage<DeploymentRecord>(items, rows.Count > limit ? items[^1].Id : null, total), AgentsJson.Wire.ItemPageDeploymentRecord);
    }

    private static async Task<IResult> GetAsync(string id, DeploymentStore store, DeploymentViews views)
        => await store.FindAsync(id) is { } row ? Results.Json(await views.RecordAsync(row), AgentsJson.Wire.DeploymentRecord) : NotFound(id);

    private static async Task<IResult> ChangeAsync(HttpContext http, string id, WorkflowCatalog catalog, DeploymentStore store, DeploymentChanges changes, DeploymentViews views)
    {
        var raw = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        if (DeploymentBody.ReadChange(raw.Span, out var limits, out var problem) is not { } body)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        if (await store.FindAsync(id) is not { } row)
        {
            return NotFound(id);
        }

        if (!row.IsEndpoint && (body.EndpointPath is not null || body.Version is not null || limits.Budget is not null || body.Traffic is not null))
        {
            return Problem.Result(StatusCodes.Status409Conflict, $"Deployment '{id}' runs elsewhere: it has no path, no versions, no budget and no traffic here.");
        }

        if (body.Version is { } version && await catalog.FindAsync(row.WorkflowId!, version) is null)
        {
            return ExecutionEndpoints.Result(http, new UnknownWorkflow(row.WorkflowId!, version), TimeSpan.Zero);
        }

        var outcome = await store.ChangeAsync(id, new DeploymentChange(body.Name, body.EndpointPath, body.Status, body.Reason, body.Version, limits) { Traffic = TrafficBody.ToColumn(body.Traffic) });
        await changes.ChangedAsync(id);
        if (outcome is Kept && limits.Budget is not null)
        {
            await changes.BudgetChangedAsync(id);
        }

        return outcome is Kept ? await GetAsync(id, store, views) : Refused(outcome, id, body.EndpointPath);
    }

    private static async Task<IResult> DeleteAsync(string id, DeploymentStore store, DeploymentChanges changes)
    {
        if (!await store.RemoveAsync(id))
        {
            return NotFound(id);
        }

        await changes.RemovedAsync(id);
        return Results.Json(new DeletedReply(id), AgentsJson.Wire.DeletedReply);
    }

    private static async Task<IResult> GetSchemaAsync(HttpContext http, string id, DeploymentStore store, WorkflowCatalog catalog, SecretBook secrets)
        => await store.FindAsync(id) is not { } row ? NotFound(id)
            : !row.IsEndpoint ? Elsewhere(row)
            : await catalog.FindAsync(row.WorkflowId!, (int)row.Version!) is { } workflow
                ? Results.Json(WorkflowViews.Schema(workflow, secrets), AgentsJson.Wire.WorkflowSchemaReply)
                : ExecutionEndpoints.Result(http, new UnknownWorkflow(row.WorkflowId!, (int)row.Version), TimeSpan.Zero);

    private static async Task<IResult> ExecuteAsync(HttpContext http, string id, DeploymentStore store, DeploymentCalls calls)
    {
        var raw = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        if (DeploymentCalls.ReadExecute(raw.Span, out var problem) is not { } body)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        if (http.RefuseEnv(body.Env) is { } refusal)
        {
            return refusal;
        }

        if (await store.FindAsync(id) is not { } row)
        {
            return NotFound(id);
        }

        var wait = Preference.Wait(http.Request.Headers["Prefer"]);
        return await calls.StartAsync(http, row, body, raw, wait) switch
        {
            InactiveDeployment inactive => Inactive(inactive),
            var outcome => ExecutionEndpoints.Result(http, outcome, wait),
        };
    }

    // Also of one that was deleted: what it did is kept.
    private static Task<IResult> ListLogsAsync(string id, [AsParameters] ExecutionQuery query, ExecutionStore store)
        => ExecutionEndpoints.ListAsync(query with { DeploymentId = id }, store);

    private static async Task<IResult> GetLogAsync(string id, string execution, ExecutionLookup lookup)
        => await lookup.FindAsync(execution) is { } found && found.State.DeploymentId == id
            ? Results.Json(found.Detail(), AgentsJson.Wire.ExecutionDetail)
            : Problem.Result(StatusCodes.Status404NotFound, $"Deployment '{id}' has no execution '{execution}'. GET /api/v1/deployments/{id}/logs lists them.");

    /// <summary>It takes no calls, and why.</summary>
    public static IResult Inactive(InactiveDeployment inactive) => Problem.Result(
        StatusCodes.Status409Conflict,
        $"Deployment '{inactive.Id}' is {(inactive.Standing.Status == DeploymentStatuses.Error ? "broken" : "not active")}{(inactive.Standing.Reason is { } reason ? $": {reason}" : ".")}",
        extensions: new Dictionary<string, object?> { ["status_of_deployment"] = inactive.Standing.Status, ["reason"] = inactive.Standing.Reason });

    private static IResult Elsewhere(DeploymentRow row)
        => Problem.Result(StatusCodes.Status409Conflict, $"Deployment '{row.Id}' runs elsewhere: ask it itself, at http://{row.Host}:{row.Port}/schema.");

    private static IResult Refused(DeploymentOutcome outcome, string id, string? path) => outcome switch
    {
        PathTaken taken => Problem.Result(StatusCodes.Status409Conflict, $"The path '{path}' is deployment '{taken.By}'. Choose another 'endpoint_path', or delete that one."),
        IdTaken => Problem.Result(StatusCodes.Status409Conflict, $"There is a deployment '{id}' already. Change it with PUT /api/v1/deployments/{id}, or give another 'id'."),
        NoDeployment => NotFound(id),
        _ => throw new InvalidOperationException($"'{outcome.GetType().Name}' is not a refusal."),
    };
}
