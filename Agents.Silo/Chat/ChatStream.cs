using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Agents.Client.Chat;
using Agents.Client.Json;

namespace Agents.Silo.Chat;

/// <summary>A reply as server-sent events: what was asked, the text as it is written, the stored reply at the end; <c>: ping</c> while nothing comes.</summary>
internal static class ChatStream
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    public static async Task WriteAsync(HttpContext http, ChatMessageRecord? asked, RunningReply reply)
    {
        var time = http.RequestServices.GetRequiredService<TimeProvider>();
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache, no-transform";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            // Headers go out now: who reads along knows that there is a reply.
            await http.Response.Body.FlushAsync(http.RequestAborted);
            if (asked is not null)
            {
                await SendAsync(http, ChatEventTypes.Message, asked, AgentsJson.Wire.ChatMessageRecord);
            }

            await using var pieces = reply.ReadAsync(http.RequestAborted).GetAsyncEnumerator(http.RequestAborted);
            for (var next = pieces.MoveNextAsync().AsTask(); ;)
            {
                if (await Task.WhenAny(next, Task.Delay(PingEvery, time, http.RequestAborted)) != next)
                {
                    await http.Response.WriteAsync(": ping\n\n", http.RequestAborted);
                    await http.Response.Body.FlushAsync(http.RequestAborted);
                    continue;
                }

                if (!await next)
                {
                    break;
                }

                await SendAsync(http, ChatEventTypes.Delta, new ChatDelta(pieces.Current), AgentsJson.Wire.ChatDelta);
                next = pieces.MoveNextAsync().AsTask();
            }

            if (await reply.Done is { } answer)
            {
                await SendAsync(http, ChatEventTypes.Message, answer.Record(), AgentsJson.Wire.ChatMessageRecord);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The reader has gone; the reply is written to its end all the same.
        }
    }

    private static async Task SendAsync<T>(HttpContext http, string type, T value, JsonTypeInfo<T> json)
    {
        await http.Response.WriteAsync($"event: {type}\ndata: {JsonSerializer.Serialize(value, json)}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
