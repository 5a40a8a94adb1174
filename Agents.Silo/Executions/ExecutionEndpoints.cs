using Agents.Client.Access;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Approvals;
using Agents.Silo.Diagnostics;
using Agents.Silo.Executions.Forks;
using Agents.Silo.Workflows;

namespace Agents.Silo.Executions;

/// <summary><c>/api/v1/executions</c>.</summary>
internal static class ExecutionEndpoints
{
    public static void MapExecutions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/executions").WithTags("executions").NeedsToRead(KeyScopes.Viewer);
        group.MapPost("/", StartAsync).WithName("StartExecution").WithSummary("Starts an execution; Prefer: wait=N waits for its end. run_mode validate_only only checks and estimates.")
            .Accepts<StartExecution>("application/json").Produces<ExecutionDetail>(StatusCodes.Status201Created).Produces<ValidationReport>().Needs(KeyScopes.Operator);
        group.MapGet("/", ListAsync).WithName("ListExecutions").WithSummary("Executions, newest first.").Produces<ItemPage<ExecutionSummary>>();
        group.MapGet("/{id}", GetAsync).WithName("GetExecution").WithSummary("One execution.").Produces<ExecutionDetail>().NeedsOrInvoker(KeyScopes.Viewer, DeploymentIn.Execution);
        group.MapGet("/{id}/steps", ListStepsAsync).WithName("ListSteps").WithSummary("Its steps with their attempts; filters: status, state, step_id.").Produces<ItemPage<StepRecord>>();
        group.MapGet("/{id}/progress", GetProgressAsync).WithName("GetProgress").WithSummary("Its steps counted by state, and the ways between them.").Produces<ExecutionProgress>();
        group.MapGet("/{id}/definition", GetDefinitionAsync).WithName("GetDefinition").WithSummary("The exact definition that runs.");
        group.MapGet("/{id}/stream", ExecutionEventStream.HandleAsync).WithName("StreamExecution").WithSummary("Its events as server-sent events.").NeedsOrInvoker(KeyScopes.Viewer, DeploymentIn.Execution);
        routes.MapExecutionControls();
        routes.MapTimeline();
        routes.MapForks();
    }

    public static IResult NotFound(string id)
        => Problem.Result(StatusCodes.Status404NotFound, $"There is no execution '{id}'. GET /api/v1/executions lists them.");

    /// <summary>What became of a start, as a reply.</summary>
    public static IResult Result(HttpContext http, StartOutcome outcome, TimeSpan wait) => outcome switch
    {
        Started started => Created(http, started.Execution, wait),
        OnlyValidated validated => Results.Json(validated.Report, AgentsJson.Wire.ValidationReport),
        UnknownWorkflow unknown => Problem.Result(StatusCodes.Status404NotFound, unknown.Version is null
            ? $"There is no workflow '{unknown.Id}'. GET /api/v1/workflows lists them."
            : $"Workflow '{unknown.Id}' has no version {unknown.Version}."),
        DisabledWorkflow disabled => Problem.Result(
            StatusCodes.Status409Conflict, $"Workflow '{disabled.Id}' is disabled and starts no executions. Enable it: POST /api/v1/workflows/{Uri.EscapeDataString(disabled.Id)}/enable."),
        InputsRefused refused => Problem.Result(
            StatusCodes.Status400BadRequest, "The inputs do not fit the workflow's schema.", extensions: DiagnosticViews.Extension(refused.Problems)),
        KeyReused => Problem.Result(
            StatusCodes.Status422UnprocessableEntity, "This Idempotency-Key came with another body before. Use a new key for a new request.", "idempotency_mismatch"),
        _ => throw new InvalidOperationException($"'{outcome.GetType().Name}' is not an outcome."),
    };

    private static async Task<IResult> StartAsync(HttpContext http, ExecutionStarts starts)
    {
        var raw = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        if (StartBody.Read(raw.Span, out var problem) is not { } body)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        if (http.RefuseEnv(body.Env) is { } refusal)
        {
            return refusal;
        }

        var key = http.Request.Headers["Idempotency-Key"].ToString();
        var wait = Preference.Wait(http.Request.Headers["Prefer"]);
        var outcome = await starts.StartAsync(body, raw, key.Length == 0 ? null : key, wait, Actors.Name(http, null), http.RequestAborted);
        return Result(http, outcome, wait);
    }

    private static IResult Created(HttpContext http, ExecutionDetail execution, TimeSpan wait)
    {
        http.Response.Headers.Location = $"/api/v1/executions/{execution.Id}";
        if (wait > TimeSpan.Zero)
        {
            http.Response.Headers["Preference-Applied"] = "wait";
        }

        return Results.Json(execution, AgentsJson.Wire.ExecutionDetail, statusCode: StatusCodes.Status201Created);
    }

    public static async Task<IResult> ListAsync([AsParameters] ExecutionQuery query, ExecutionStore store)
    {
        if (query.Problem() is { } problem)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        var filter = query.ToFilter();
        var rows = await store.ListAsync(filter with { Limit = filter.Limit + 1 });
        var items = rows.Take(filter.Limit).Select(ExecutionViews.Summary).ToList();
        // The total is for people, who look at the first page.
        long? total = filter.Before is null ? await store.CountAsync(filter) : null;
        return Results.Json(
            new ItemPage<ExecutionSummary>(items, rows.Count > filter.Limit ? items[^1].Id : null, total), AgentsJson.Wire.ItemPageExecutionSummary);
    }

    private static async Task<IResult> GetAsync(string id, ExecutionLookup lookup)
        => await lookup.FindAsync(id) is { } found
            ? Results.Json(found.Detail(), AgentsJson.Wire.ExecutionDetail)
            : NotFound(id);

    private static async Task<IResult> ListStepsAsync(
        string id, ExecutionLookup lookup, string? status = null, string? state = null, string? step_id = null, string? cursor = null, int limit = Paging.DefaultLimit)
    {
        if (await lookup.FindAsync(id) is not { } found)
        {
            return NotFound(id);
        }

        var statuses = (status ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        List<StepRecord> steps =
        [
            .. found.Steps.Where(step => (statuses.Length == 0 || statuses.Contains(step.Status)) && (state is null || step.State == state) && (step_id is null || step.StepId == step_id)),
        ];
        return Paging.Slice(steps, cursor, limit, out var page) is { } problem
            ? Problem.Result(StatusCodes.Status400BadRequest, problem)
            : Results.Json(page!, AgentsJson.Wire.ItemPageStepRecord);
    }

    private static async Task<IResult> GetProgressAsync(string id, ExecutionLookup lookup)
        => await lookup.FindAsync(id) is { } found
            ? Results.Json(ExecutionProgress.Of(found.State.Seq, found.Steps), AgentsJson.Wire.ExecutionProgress)
            : NotFound(id);

    private static async Task<IResult> GetDefinitionAsync(string id, ExecutionStore store, WorkflowStore workflows)
        => await store.FindAsync(id) is { } row && await workflows.FindVersionAsync(row.WorkflowId, (int)row.WorkflowVersion) is { } version
            ? Results.Text(version.Definition, WorkflowEndpoints.MediaType(version.Definition))
            : NotFound(id);
}
