using System.Net.Http.Json;
using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Client.Problems;
using Agents.Client.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>Keys of the fake silo, for the server and for every deployment.</summary>
internal static class FakeKeys
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static readonly KeyRecord Billing = new("k1", "Billing <b>", "user:ada", ["operator"], "wxyz", KeyStatuses.Active, At, "user:root") { LastUsedAt = At };

    public static void MapKeys(this IEndpointRouteBuilder app, FakeSiloServer silo)
    {
        foreach (var root in new[] { "/api/v1/settings/keys", "/api/v1/deployments/{deployment}/keys" })
        {
            app.MapGet(root, (HttpContext context) => context.Request.Headers["X-Agents-Scopes"] == "viewer"
                ? FakeEndpoints.Refuse(context, new ProblemRecord { Status = 403, Title = "Forbidden", Code = "forbidden", Detail = "Not for viewers." })
                : context.Response.WriteAsJsonAsync(new KeyList([Billing]), AgentsJson.Wire.KeyList));
            app.MapPost(root, async (HttpContext context) =>
            {
                var key = (await context.Request.ReadFromJsonAsync(AgentsJson.Wire.CreateKey))!;
                silo.Keys.Enqueue($"create {context.Request.RouteValues["deployment"]} {key.Name} {key.Principal} {string.Join(' ', key.Scopes ?? [])} {key.ExpiresInSeconds}");
                await context.Response.WriteAsJsonAsync(new CreatedKey("ak_shown-once", Billing with { Id = "k2", Name = key.Name! }), AgentsJson.Wire.CreatedKey);
            });
            app.MapDelete(root + "/{id}", (HttpContext context, string id) =>
            {
                silo.Keys.Enqueue($"revoke {context.Request.RouteValues["deployment"]} {id}");
                return context.Response.WriteAsJsonAsync(new DeletedReply(id), AgentsJson.Wire.DeletedReply);
            });
        }

        app.MapPost("/api/v1/settings/keys/{id}/rotate", (HttpContext context, string id) =>
        {
            silo.Keys.Enqueue($"rotate {id}");
            return context.Response.WriteAsJsonAsync(new CreatedKey("ak_rotated", Billing with { Id = "k3", Replaces = id }), AgentsJson.Wire.CreatedKey);
        });
    }
}
