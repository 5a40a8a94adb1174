using System.Text;
using Agents.Client.Executions;
using Agents.Core.Json;
using Agents.Silo.Executions;

namespace Agents.Silo.Deployments.ChatCompletions;

/// <summary>
/// A chat completion in chunks. The content is the outputs, at the end, and the same as without a stream: what models write on the way may be tried again, or be one of many
/// parts, so it comes as thoughts.
/// </summary>
internal sealed class ChatStream(ChatReply reply, bool wantsUsage) : IResult
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    private static readonly byte[] Done = "data: [DONE]\n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var (response, gone) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
        using var subscription = services.GetRequiredService<ExecutionFeed>().Subscribe(reply.Started.Id);
        await using var thoughts = TokenWatch.Begin(services.GetRequiredService<IGrainFactory>(), subscription, gone);
        var settled = services.GetRequiredService<ExecutionSettling>().WaitAsync(reply.Started.Id, Timeout.InfiniteTimeSpan, gone);
        try
        {
            await WriteAsync(response, reply.Beginning());
            await FollowAsync(response, thoughts, settled, services.GetRequiredService<TimeProvider>(), gone);
            await EndAsync(response, ExecutionViews.Detail(await settled, reply.Started.WorkflowName));
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The reader has gone. The execution goes on.
        }
    }

    private async Task FollowAsync(HttpResponse response, TokenWatch thoughts, Task settled, TimeProvider time, CancellationToken gone)
    {
        var next = thoughts.Texts.WaitToReadAsync(gone).AsTask();
        var ping = Task.Delay(PingEvery, time, gone);
        while (!settled.IsCompleted)
        {
            if (await Task.WhenAny(settled, next, ping) == ping)
            {
                await response.Body.WriteAsync(": ping\n\n"u8.ToArray(), gone);
                await response.Body.FlushAsync(gone);
                ping = Task.Delay(PingEvery, time, gone);
            }

            if (next.IsCompleted)
            {
                await ThinkAsync(response, thoughts);
                next = thoughts.Texts.WaitToReadAsync(gone).AsTask();
            }
        }

        await ThinkAsync(response, thoughts);
    }

    private async Task ThinkAsync(HttpResponse response, TokenWatch thoughts)
    {
        var text = new StringBuilder();
        while (thoughts.Texts.TryRead(out var token))
        {
            text.Append(token.Text);
        }

        if (text.Length > 0)
        {
            await WriteAsync(response, reply.Thought(text.ToString()));
        }
    }

    private async Task EndAsync(HttpResponse response, ExecutionDetail ended)
    {
        if (ChatFailure.Of(ended) is { } failure)
        {
            await WriteAsync(response, JsonObject.Of(("error", JsonObject.Of(
                ("message", failure.Message), ("type", "server_error"), ("param", JsonValue.Null), ("code", failure.Code), ("execution_id", ended.Id)))));
        }
        else
        {
            await WriteAsync(response, reply.ContentChunk(ended));
            await WriteAsync(response, reply.LastChunk());
            if (wantsUsage)
            {
                await WriteAsync(response, reply.UsageChunk(ended));
            }
        }

        await response.Body.WriteAsync(Done, response.HttpContext.RequestAborted);
    }

    private static async Task WriteAsync(HttpResponse response, JsonObject chunk)
    {
        await response.Body.WriteAsync((byte[])[.. "data: "u8, .. chunk.ToUtf8Bytes(), .. "\n\n"u8], response.HttpContext.RequestAborted);
        await response.Body.FlushAsync(response.HttpContext.RequestAborted);
    }
}
