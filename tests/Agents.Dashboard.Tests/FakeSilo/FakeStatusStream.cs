using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>The status stream: says that executions changed at the start and whenever a test changes something.</summary>
internal static class FakeStatusStream
{
    public static void MapStatusStream(this IEndpointRouteBuilder app, FakeSiloServer silo)
        => app.MapGet("/api/v1/status/stream", (HttpContext context) => StreamAsync(context, silo));

    private static async Task StreamAsync(HttpContext context, FakeSiloServer silo)
    {
        silo.StatusStreamOpened();
        context.Response.ContentType = "text/event-stream";
        while (!context.RequestAborted.IsCancellationRequested)
        {
            var changed = silo.Changed;
            await context.Response.WriteAsync("event: executions\ndata: {}\n\nevent: deployments\ndata: {}\n\nevent: approvals\ndata: {}\n\nevent: health\ndata: {}\n\n");
            await context.Response.Body.FlushAsync();
            await changed.WaitAsync(context.RequestAborted);
        }
    }
}
