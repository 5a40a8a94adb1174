using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Approvals;
using Agents.Silo.Diagnostics;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Workflows;

namespace Agents.Silo.Executions;

/// <summary><c>/api/v1/executions</c>.</summary>
internal static class ExecutionEndpoints
{
    public static void MapExecutions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/executions").WithTags("executions");
        group.MapPost("/", StartAsync).WithName("StartExecution").WithSummary("Starts an execution; Prefer: wait=N waits for its end.")
            .Accepts<StartExecution>("application/json").Produces<ExecutionDetail>(StatusCodes.Status201Created);
        group.MapGet("/", ListAsync).WithName("ListExecutions").WithSummary("Executions, newest first.").Produces<ItemPage<ExecutionSummary>>();
        group.MapGet("/{id}", GetAsync).WithName("GetExecution").WithSummary("One execution.").Produces<ExecutionDetail>();
        group.MapGet("/{id}/steps", ListStepsAsync).WithName("ListSteps").WithSummary("Its steps with their attempts.").Produces<ItemPage<StepRecord>>();
        group.MapGet("/{id}/events", ListEventsAsync).WithName("ListEvents").WithSummary("Its journal.").Produces<ItemPage<EventRecord>>();
        group.MapGet("/{id}/context", GetContextAsync).WithName("GetContext").WithSummary("Its context now or after an event.").Produces<ContextReply>();
        group.MapGet("/{id}/definition", GetDefinitionAsync).WithName("GetDefinition").WithSummary("The exact definition that runs.");
        group.MapGet("/{id}/stream", ExecutionEventStream.HandleAsync).WithName("StreamExecution").WithSummary("Its events as server-sent events.");
        routes.MapExecutionControls();
    }

    public static IResult NotFound(string id)
        => Problem.Result(StatusCodes.Status404NotFound, $"There is no execution '{id}'. GET /api/v1/executions lists them.");

    private static async Task<IResult> StartAsync(HttpContext http, ExecutionStarts starts)
    {
        var raw = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        if (StartBody.Read(raw.Span, out var problem) is not { } body)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        var key = http.Request.Headers["Idempotency-Key"].ToString();
        var wait = Preference.Wait(http.Request.Headers["Prefer"]);
        var outcome = await starts.StartAsync(body, raw, key.Length == 0 ? null : key, wait, Actors.Principal(http), http.RequestAborted);
        return outcome switch
        {
            Started started => Created(http, started.Execution, wait),
            OnlyValidated => Results.Json(new { valid = true }),
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

    private static async Task<IResult> ListAsync([AsParameters] ExecutionQuery query, ExecutionStore store)
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

    private static async Task<IResult> ListStepsAsync(string id, ExecutionLookup lookup, string? cursor = null, int limit = Paging.DefaultLimit)
    {
        if (await lookup.FindAsync(id) is not { } found)
        {
            return NotFound(id);
        }

        return Paging.Slice(found.Steps, cursor, limit, out var page) is { } problem
            ? Problem.Result(StatusCodes.Status400BadRequest, problem)
            : Results.Json(page!, AgentsJson.Wire.ItemPageStepRecord);
    }

    private static async Task<IResult> ListEventsAsync(
        string id, JournalReader journal, ExecutionStore store, string? cursor = null, int limit = Paging.DefaultLimit)
    {
        if (!Paging.TryReadNumber(cursor, out var after) || limit is < 1 or > Paging.LargestLimit)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, Paging.Problem);
        }

        var events = await journal.ReadAsync(id, after, limit + 1);
        if (events.Count == 0 && await store.FindAsync(id) is null)
        {
            return NotFound(id);
        }

        var items = events.Take(limit).Select(ExecutionViews.Event).ToList();
        var next = events.Count > limit ? items[^1].Seq.ToString() : null;
        return Results.Json(new ItemPage<EventRecord>(items, next), AgentsJson.Wire.ItemPageEventRecord);
    }

    private static async Task<IResult> GetContextAsync(string id, JournalReader journal, long? at_seq = null)
    {
        var events = await journal.ReadAsync(id);
        if (events.Count == 0)
        {
            return NotFound(id);
        }

        var last = at_seq ?? events[^1].Seq;
        if (last < 1 || last > events[^1].Seq)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, $"at_seq is from 1 to {events[^1].Seq}, the number of the latest event.");
        }

        var state = JournalReader.Fold(events.TakeWhile(stored => stored.Seq <= last));
        return Results.Json(new ContextReply(id, last, ExecutionViews.Element(state.Context)), AgentsJson.Wire.ContextReply);
    }

    private static async Task<IResult> GetDefinitionAsync(string id, ExecutionStore store, WorkflowStore workflows)
        => await store.FindAsync(id) is { } row && await workflows.FindVersionAsync(row.WorkflowId, (int)row.WorkflowVersion) is { } version
            ? Results.Text(version.Definition, WorkflowEndpoints.MediaType(version.Definition))
            : NotFound(id);
}
