using System.Text.Json;
using Agents.Client.Executions;
using Agents.Client.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>The stream as api.md has it: ids on durable events, tokens without, closed after the end, 204 beyond it.</summary>
internal static class FakeStream
{
    public static void MapStreams(this IEndpointRouteBuilder app, FakeSiloServer silo)
        => app.MapGet("/api/v1/executions/{id}/stream", (HttpContext context, string id) => StreamAsync(context, silo, id));

    private static async Task StreamAsync(HttpContext context, FakeSiloServer silo, string id)
    {
        var sent = long.TryParse(context.Request.Headers["Last-Event-ID"], out var last) ? last : long.TryParse(context.Request.Query["after"], out var after) ? after : 0;
        if (Ended(silo, id) && sent >= silo.Executions[id].Events.Count)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        silo.StreamsOpened++;
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(": ping\n\n");
        while (!context.RequestAborted.IsCancellationRequested)
        {
            var changed = silo.Changed;
            sent = await SendAsync(context, silo, id, sent);
            if (Ended(silo, id))
            {
                return;
            }

            await changed.WaitAsync(context.RequestAborted);
        }
    }

    private static bool Ended(FakeSiloServer silo, string id) => ExecutionStatuses.IsFinal(silo.Executions[id].Detail.Status);

    private static async Task<long> SendAsync(HttpContext context, FakeSiloServer silo, string id, long sent)
    {
        foreach (var item in silo.Executions[id].Events.Where(item => item.Seq > sent))
        {
            await context.Response.WriteAsync($"event: {item.Type}\nid: {item.Seq}\ndata: {JsonSerializer.Serialize(item, AgentsJson.Wire.EventRecord)}\n\n");
            sent = item.Seq;
        }

        while (silo.Tokens.TryDequeue(out var token))
        {
            await context.Response.WriteAsync($"event: token\ndata: {JsonSerializer.Serialize(new Client.Streams.TokenDelta(token.StepId, token.Text), AgentsJson.Wire.TokenDelta)}\n\n");
        }

        await context.Response.Body.FlushAsync();
        return sent;
    }
}
