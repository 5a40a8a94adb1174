using System.Security.Cryptography;
using System.Text.Json;
using Agents.Client.Deployments;
using Agents.Client.Json;
using Agents.Silo.Access;

namespace Agents.Silo.Deployments;

/// <summary><c>GET /internal/routes?since=TAG</c>: the gateway's table. Whoever has the newest one waits for a newer one, at most 20 s.</summary>
internal sealed class RouteFeed(DeploymentStore deployments, KeyBook keys, RouteSignal signal, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Where other silos change deployments nobody tells this one.
    private static readonly TimeSpan LookAgain = GrainHosting.HasManySilos ? TimeSpan.FromMilliseconds(500) : Patience;

    /// <summary>The table as soon as it is another one than <paramref name="since"/>; null where that did not come about.</summary>
    public async Task<GatewayTable?> NextAsync(string? since, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + Patience;
        while (true)
        {
            var changed = signal.Next;
            if (await ReadAsync() is var table && table.Tag != since)
            {
                return table;
            }

            var left = until - time.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            await changed.WaitAsync(left < LookAgain ? left : LookAgain, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<GatewayTable> ReadAsync()
    {
        var table = new GatewayTable(
            "",
            [.. (await deployments.ListRoutesAsync()).Select(static row => new GatewayRoute(row.Id, row.EndpointPath, TrafficBody.FromColumn(row.Traffic)))],
            [.. keys.Limited.OrderBy(static key => key.Id, StringComparer.Ordinal).Select(static key => new GatewayKey(key.Hash, key.Limit()!))])
        {
            Containers = [.. (await deployments.ListContainersAsync()).Select(static row => new GatewayContainer(row.Id, row.Host, (int)row.Port))],
        };
        return table with { Tag = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(table, AgentsJson.Wire.GatewayTable))) };
    }
}

internal static class RouteFeedEndpoint
{
    public static void MapRouteFeed(this IEndpointRouteBuilder routes)
        => routes.MapGet("/internal/routes", async (HttpContext http, RouteFeed feed, string? since = null) => await feed.NextAsync(since, http.RequestAborted) is { } table
            ? Results.Json(table, AgentsJson.Wire.GatewayTable)
            : Results.NoContent()).ExcludeFromDescription().NeedsNoKey();
}
