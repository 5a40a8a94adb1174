using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Workflows;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Executions;

namespace Agents.Silo.Workflows;

/// <summary><c>/api/v1/workflows/{id}/versions</c>.</summary>
internal static class WorkflowVersionEndpoints
{
    public static void MapWorkflowVersions(this RouteGroupBuilder workflows)
    {
        var group = workflows.MapGroup("/{id}/versions");
        group.MapGet("/", ListAsync).WithName("ListWorkflowVersions").WithSummary("Its versions, newest first.").Produces<ItemPage<WorkflowVersion>>();
        group.MapGet("/{version:int}", GetAsync).WithName("GetWorkflowVersion").WithSummary("One version with its text.").Produces<WorkflowVersionDetail>();
        group.MapGet("/{version:int}/diff/{other:int}", DiffAsync).WithName("DiffWorkflowVersions").WithSummary("How two versions differ, in text and in meaning.")
            .Produces<WorkflowDiff>();
        group.MapPost("/{version:int}/rollback", RollbackAsync).WithName("RollbackWorkflow").WithSummary("Makes a stored version the current one; idempotent.")
            .Produces<WorkflowDetail>().Needs(KeyScopes.Operator);
    }

    private static async Task<IResult> ListAsync(string id, WorkflowStore store, string? cursor = null, int limit = Paging.DefaultLimit)
    {
        if (!Paging.TryReadNumber(cursor, out var before) || limit is < 1 or > Paging.LargestLimit)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, Paging.Problem);
        }

        if (await store.FindAsync(id) is not { } row)
        {
            return WorkflowEndpoints.NotFound(id);
        }

        var versions = await store.ListVersionsAsync(id);
        var rest = versions.Where(version => cursor is null || version.Version < before).ToList();
        var items = rest.Take(limit).Select(version => WorkflowViews.Version(row, version)).ToList();
        return Results.Json(
            new ItemPage<WorkflowVersion>(items, rest.Count > limit ? $"{items[^1].Version}" : null, versions.Count), AgentsJson.Wire.ItemPageWorkflowVersion);
    }

    private static async Task<IResult> GetAsync(string id, int version, WorkflowStore store, WorkflowCatalog catalog, WorkflowViews views)
        => await store.FindAsync(id) is { } row && await store.FindVersionAsync(id, version) is { } found
            ? Results.Json(views.VersionDetail(row, found, await catalog.GetAsync(id, version)), AgentsJson.Wire.WorkflowVersionDetail)
            : WorkflowEndpoints.NotFound(id);

    private static async Task<IResult> DiffAsync(string id, int version, int other, WorkflowStore store, WorkflowCatalog catalog)
    {
        if (await store.FindAsync(id) is null || await store.FindVersionAsync(id, version) is not { } from || await store.FindVersionAsync(id, other) is not { } to)
        {
            return WorkflowEndpoints.NotFound(id);
        }

        var (before, after) = (await catalog.GetAsync(id, version), await catalog.GetAsync(id, other));
        return Results.Json(WorkflowDiffs.Of(id, (from, before.Plan), (to, after.Plan)), AgentsJson.Wire.WorkflowDiff);
    }

    private static async Task<IResult> RollbackAsync(string id, int version, WorkflowStore store, WorkflowCatalog catalog, WorkflowViews views)
    {
        if (await store.FindAsync(id) is null || await catalog.FindAsync(id, version) is not { } workflow)
        {
            return WorkflowEndpoints.NotFound(id);
        }

        await store.MakeCurrentAsync(workflow);
        catalog.ForgetCurrent(id);
        return await WorkflowEndpoints.GetAsync(id, store, views);
    }
}
