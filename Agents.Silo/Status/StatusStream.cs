using System.Text;
using Agents.Silo.Aliases;

namespace Agents.Silo.Status;

/// <summary><c>GET /api/v1/status/stream</c>: every topic at once, then each when it changed; <c>: ping</c> every 15 s.</summary>
internal static class StatusStream
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    public static async Task HandleAsync(HttpContext http, StatusFeed feed, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache, no-transform";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await http.Response.Body.FlushAsync(stop.Token);
            var groups = StatusGroups.AreWanted(http.Request) ? new StatusGroups() : null;
            await using var frames = feed.FollowAsync(stop.Token).GetAsyncEnumerator(stop.Token);
            for (var next = frames.MoveNextAsync().AsTask(); await PingUntilAsync(http.Response, next, time, stop.Token); next = frames.MoveNextAsync().AsTask())
            {
                var events = groups is null ? frames.Current.Select(static frame => (frame.Topic, frame.Json))
                    : groups.Take(frames.Current) is { } status ? [(StatusGroups.Event, status)]
                    : [];
                foreach (var (name, json) in events)
                {
                    await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"event: {name}\ndata: "), stop.Token);
                    await http.Response.Body.WriteAsync(json, stop.Token);
                    await http.Response.Body.WriteAsync("\n\n"u8.ToArray(), stop.Token);
                }

                await http.Response.Body.FlushAsync(stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The reader has gone, or the silo stops.
        }
    }

    private static async Task<bool> PingUntilAsync(HttpResponse response, Task<bool> next, TimeProvider time, CancellationToken cancellationToken)
    {
        while (await Task.WhenAny(next, Task.Delay(PingEvery, time, cancellationToken)) != next)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await response.WriteAsync(": ping\n\n", cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }

        return await next;
    }
}
