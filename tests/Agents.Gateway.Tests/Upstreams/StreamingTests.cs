using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Agents.Gateway.Tests.Upstreams;

public class StreamingTests
{
    [Fact]
    public async Task Event_ArrivesBeforeTheNextOneIsWritten()
    {
        var received = new SemaphoreSlim(0);
        await using var gateway = await TestGateway.StartAsync(silo => silo.MapGet("/api/v1/executions/e1/stream", async (HttpContext context) =>
        {
            context.Response.ContentType = "text/event-stream";
            for (var seq = 1; seq <= 3; seq++)
            {
                await context.Response.WriteAsync($"id: {seq}\n\n");
                await received.WaitAsync(context.RequestAborted);
            }
        }));

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var reply = await gateway.Http.GetAsync(
            "/api/v1/executions/e1/stream", HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        using var reader = new StreamReader(await reply.Content.ReadAsStreamAsync(deadline.Token));
        var ids = new List<string?>();
        for (var seq = 1; seq <= 3; seq++)
        {
            ids.Add(await reader.ReadLineAsync(deadline.Token));
            await reader.ReadLineAsync(deadline.Token);
            received.Release();
        }

        ids.ShouldBe(["id: 1", "id: 2", "id: 3"]);
    }

    [Fact]
    public async Task ClientThatLeaves_EndsTheRequestBehind()
    {
        var left = new TaskCompletionSource();
        await using var gateway = await TestGateway.StartAsync(silo => silo.MapGet("/api/v1/executions/e1/stream", async (HttpContext context) =>
        {
            context.RequestAborted.Register(left.SetResult);
            await context.Response.WriteAsync(": ping\n\n");
            await left.Task;
        }));

        var reply = await gateway.Http.GetAsync("/api/v1/executions/e1/stream", HttpCompletionOption.ResponseHeadersRead);
        reply.Dispose();

        await left.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
