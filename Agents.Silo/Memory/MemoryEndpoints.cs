using System.Text.Json;
using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Client.Memory;
using Agents.Client.Paging;
using Agents.Client.Secrets;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Executions;
using Agents.Silo.Storage;
using Agents.Silo.Tools;

namespace Agents.Silo.Memory;

/// <summary><c>/api/v1/memory</c>: what agents remember, for people to see and to delete.</summary>
internal static class MemoryEndpoints
{
    private static readonly string[] Scopes = ["agent", "workflow", "node"];

    public static void AddMemory(this IServiceCollection services)
    {
        services.AddSingleton<MemoryStore>();
        services.AddSingleton<AgentMemory>();
        services.AddSingleton<ITool, MemoryReadTool>();
        services.AddSingleton<ITool, MemoryWriteTool>();
        services.AddSingleton(static provider => new DatabaseReadyWork("memory", _ => provider.GetRequiredService<MemoryStore>().SweepAsync()));
    }

    public static void MapMemory(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/memory").WithTags("memory").NeedsToRead(KeyScopes.Viewer);
        group.MapGet("/", ListAsync).WithName("ListMemory").WithSummary("What agents remember, the latest first.").Produces<ItemPage<MemoryRecord>>();
        group.MapDelete("/{id}", DeleteAsync).WithName("DeleteMemory").WithSummary("Deletes a record.").Produces<DeletedReply>().Needs(KeyScopes.Operator);
    }

    private static async Task<IResult> ListAsync(
        MemoryStore store, string? scope = null, string? owner = null, string? key = null, string? q = null, string? cursor = null, int limit = Paging.DefaultLimit)
    {
        if (scope is not null && !Scopes.Contains(scope))
        {
            return Problem.Result(StatusCodes.Status400BadRequest, "'scope' is agent, workflow or node.");
        }

        if (limit is < 1 or > Paging.LargestLimit || !TimeCursor.TryRead(cursor, out var afterTime, out var afterId))
        {
            return Problem.Result(StatusCodes.Status400BadRequest, Paging.Problem);
        }

        var rows = await store.ListAsync(new MemorySelection { Scope = scope, Owner = owner, Key = key, Query = q, AfterTime = afterTime, AfterId = afterId, Limit = limit + 1 });
        var items = rows.Take(limit).Select(Record).ToList();
        return Results.Json(
            new ItemPage<MemoryRecord>(items, rows.Count > limit ? TimeCursor.After(items[^1].UpdatedAt, items[^1].Id) : null, null), AgentsJson.Wire.ItemPageMemoryRecord);
    }

    private static async Task<IResult> DeleteAsync(string id, MemoryStore store)
        => await store.DeleteAsync(id)
            ? Results.Json(new DeletedReply(id), AgentsJson.Wire.DeletedReply)
            : Problem.Result(StatusCodes.Status404NotFound, $"There is no memory '{id}'. GET /api/v1/memory lists them.");

    private static MemoryRecord Record(MemoryRow row)
        => new(row.Id, row.Scope, row.Owner, row.Key, JsonElement.Parse(row.Value), row.ExecutionId, row.CreatedAt, row.UpdatedAt, row.ExpiresAt);
}
