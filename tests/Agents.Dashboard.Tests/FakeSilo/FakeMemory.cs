using System.Text.Json;
using Agents.Client.Json;
using Agents.Client.Memory;
using Agents.Client.Paging;
using Agents.Client.Problems;
using Agents.Client.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>What agents of the fake silo remember.</summary>
internal static class FakeMemory
{
    public static MemoryRecord Note { get; } = Record("m1", "workflow", "concierge", "ada", "\"likes <tea>\"");

    public static MemoryRecord Fact { get; } = Record("m2", "agent", "concierge/clerk", "rooms", """{"free": 3}""");

    public static void MapMemory(this IEndpointRouteBuilder app, FakeSiloServer silo)
    {
        app.MapGet("/api/v1/memory", (HttpContext context, string? scope, string? owner) => context.Response.WriteAsJsonAsync(
            new ItemPage<MemoryRecord>([.. silo.Memory.Values.Where(record => (scope ?? record.Scope) == record.Scope && (owner ?? record.Owner) == record.Owner).OrderBy(static record => record.Id)]),
            AgentsJson.Wire.ItemPageMemoryRecord));
        app.MapDelete("/api/v1/memory/{id}", (HttpContext context, string id) => silo.Memory.TryRemove(id, out _)
            ? context.Response.WriteAsJsonAsync(new DeletedReply(id), AgentsJson.Wire.DeletedReply)
            : FakeEndpoints.Refuse(context, new ProblemRecord { Status = 404, Title = "Not Found", Code = "not_found", Detail = $"There is no record '{id}'." }));
    }

    private static MemoryRecord Record(string id, string scope, string owner, string key, string value)
        => new(id, scope, owner, key, JsonElement.Parse(value), "e1", FakeWorkflows.Now, FakeWorkflows.Now, null);
}
