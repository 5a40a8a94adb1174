using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Schedules;
using Agents.Client.Secrets;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Executions;
using Agents.Silo.Hosting;
using Agents.Silo.Storage;

namespace Agents.Silo.Schedules;

/// <summary><c>/api/v1/schedules</c>.</summary>
internal static class ScheduleEndpoints
{
    public static void AddSchedules(this IServiceCollection services)
    {
        services.AddSingleton<ScheduleStore>();
        services.AddSingleton<ScheduleChanges>();
        services.AddSingleton<DeclaredSchedules>();
        services.AddHostedService<DeclarationSweep>();
        services.AddSingleton<ScheduleSignal>();
        services.AddSingleton<FiringStore>();
        services.AddSingleton<FiringStarts>();
        services.AddSingleton<ScheduleSweep>();
        services.AddHostedService(static provider => provider.GetRequiredService<ScheduleSweep>());
        services.AddHostedService<FiringRetention>();
        services.AddSingleton(static provider => new DatabaseReadyWork("schedules", stop => provider.GetRequiredService<ScheduleSweep>().RecoverAsync(stop)));
    }

    public static void MapSchedules(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/schedules").WithTags("schedules").NeedsToRead(KeyScopes.Viewer);
        group.MapPost("/", CreateAsync).WithName("CreateSchedule").WithSummary("Starts a workflow or a deployment by the clock.")
            .Accepts<CreateSchedule>("application/json").Produces<ScheduleRecord>(StatusCodes.Status201Created).Needs(KeyScopes.Operator);
        group.MapGet("/", ListAsync).WithName("ListSchedules").WithSummary("Schedules by id.").Produces<ItemPage<ScheduleRecord>>();
        group.MapGet("/{id}", GetAsync).WithName("GetSchedule").WithSummary("One schedule and when it fires next.").Produces<ScheduleRecord>();
        group.MapPut("/{id}", ChangeAsync).WithName("ChangeSchedule").WithSummary("Changes its timing, inputs or policies.")
            .Accepts<ChangeSchedule>("application/json").Produces<ScheduleRecord>().Needs(KeyScopes.Operator);
        group.MapDelete("/{id}", DeleteAsync).WithName("DeleteSchedule").WithSummary("Removes it; its executions are kept.").Produces<DeletedReply>().Needs(KeyScopes.Operator);
        group.MapPost("/{id}/pause", PauseAsync).WithName("PauseSchedule").WithSummary("Lets it fire no more; idempotent.")
            .Accepts<PauseSchedule>("application/json").Produces<ScheduleRecord>().Needs(KeyScopes.Operator);
        group.MapPost("/{id}/resume", ResumeAsync).WithName("ResumeSchedule").WithSummary("Lets it fire again from now on; idempotent.").Produces<ScheduleRecord>().Needs(KeyScopes.Operator);
        group.MapGet("/{id}/firings", ListFiringsAsync).WithName("ListScheduleFirings").WithSummary("What became of its due times, the latest first.")
            .Produces<ItemPage<ScheduleFiringRecord>>();
        group.MapPreviews();
    }

    private static async Task<IResult> CreateAsync(HttpContext http, ScheduleChanges changes)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.CreateSchedule);
        if (body is null)
        {
            return unreadable!;
        }

        var (row, refusal) = ScheduleRules.Problem(body) is { } problem
            ? (null, Problem.Result(StatusCodes.Status400BadRequest, problem))
            : await changes.CreateAsync(body);
        if (row is null)
        {
            return refusal!;
        }

        http.Response.Headers.Location = $"/api/v1/schedules/{row.Id}";
        return Results.Json(ScheduleViews.Record(row), AgentsJson.Wire.ScheduleRecord, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(
        ScheduleStore store, string? workflow_id = null, string? deployment_id = null, string? cursor = null, int limit = Paging.DefaultLimit)
    {
        if (limit is < 1 or > Paging.LargestLimit)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, Paging.Problem);
        }

        var rows = await store.ListAsync(workflow_id, deployment_id, cursor, limit + 1);
        var items = rows.Take(limit).Select(ScheduleViews.Record).ToList();
        long? total = string.IsNullOrEmpty(cursor) ? await store.CountAsync(workflow_id, deployment_id) : null;
        return Results.Json(new ItemPage<ScheduleRecord>(items, rows.Count > limit ? items[^1].Id : null, total), AgentsJson.Wire.ItemPageScheduleRecord);
    }

    private static async Task<IResult> GetAsync(string id, ScheduleStore store) => Shown(id, await store.FindAsync(id));

    private static async Task<IResult> ChangeAsync(HttpContext http, string id, ScheduleChanges changes)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.ChangeSchedule);
        if (body is null)
        {
            return unreadable!;
        }

        return ScheduleRules.Problem(body) is { } problem ? Problem.Result(StatusCodes.Status400BadRequest, problem)
            : await changes.ChangeAsync(id, body) is var (row, refusal) && refusal is not null ? refusal
            : Shown(id, row);
    }

    private static async Task<IResult> DeleteAsync(string id, ScheduleChanges changes)
        => await changes.DeleteAsync(id) ?? Results.Json(new DeletedReply(id), AgentsJson.Wire.DeletedReply);

    private static async Task<IResult> PauseAsync(HttpContext http, string id, ScheduleChanges changes)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.PauseSchedule, new PauseSchedule());
        return body is null ? unreadable!
            : ScheduleRules.ReasonProblem(body.Reason) is { } problem ? Problem.Result(StatusCodes.Status400BadRequest, problem)
            : Shown(id, await changes.PauseAsync(id, body.Reason));
    }

    private static async Task<IResult> ResumeAsync(string id, ScheduleChanges changes) => Shown(id, await changes.ResumeAsync(id));

    private static async Task<IResult> ListFiringsAsync(string id, ScheduleStore store, string? cursor = null, int limit = Paging.DefaultLimit)
    {
        if (limit is < 1 or > Paging.LargestLimit || !TimeCursor.TryRead(cursor, out var before, out _))
        {
            return Problem.Result(StatusCodes.Status400BadRequest, Paging.Problem);
        }

        if (await store.FindAsync(id) is null)
        {
            return NotFound(id);
        }

        var rows = await store.ListFiringsAsync(id, before, limit + 1);
        var items = rows.Take(limit).ToList();
        var next = rows.Count > limit ? TimeCursor.After(items[^1].DueAt, id) : null;
        return Results.Json(new ItemPage<ScheduleFiringRecord>(items, next), AgentsJson.Wire.ItemPageScheduleFiringRecord);
    }

    /// <summary>There is no such schedule.</summary>
    public static IResult NotFound(string id) => Problem.Result(StatusCodes.Status404NotFound, $"There is no schedule '{id}'. GET /api/v1/schedules lists them.");

    private static IResult Shown(string id, ScheduleRow? row) => row is null ? NotFound(id) : Results.Json(ScheduleViews.Record(row), AgentsJson.Wire.ScheduleRecord);
}
