using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Agents.Testing.Models;

/// <summary>Puts an <see cref="OpenAIAnswer"/> on the wire.</summary>
internal static class OpenAIAnswerWriter
{
    public static async Task WriteAsync(OpenAIAnswer answer, HttpContext context)
    {
        if (answer.Delay > TimeSpan.Zero)
        {
            await Task.Delay(answer.Delay, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await WriteNowAsync(answer, context);
    }

    private static Task WriteNowAsync(OpenAIAnswer answer, HttpContext context) => answer switch
    {
        OpenAIAnswer.Streamed { IsWhole: true } whole => WriteWholeAsync(whole, context.Response),
        OpenAIAnswer.Streamed streamed => WriteStreamAsync(streamed, context),
        OpenAIAnswer.Failed failed => WriteErrorAsync(failed, context.Response),
        OpenAIAnswer.Raw raw => WriteRawAsync(raw, context.Response),
        OpenAIAnswer.Silence silence => SilenceAsync(context, silence.Heard),
        _ => throw new InvalidOperationException($"'{answer.GetType().Name}' is not an answer."),
    };

    private static async Task WriteStreamAsync(OpenAIAnswer.Streamed answer, HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream";
        if (answer.CutAfter is not null)
        {
            // More than will come: Kestrel sends what there is and closes, and the caller misses the rest. Abort could lose what was sent, too.
            response.ContentLength = 1_000_000;
        }

        await EventAsync(response, Chunk(new { role = "assistant", content = "" }, null));
        for (var i = 0; i < answer.Pieces.Count; i++)
        {
            if (i == answer.CutAfter)
            {
                return;
            }

            if (i == answer.SilentAfter)
            {
                await SilenceAsync(context);
                return;
            }

            await NoiseAsync(answer, response);
            await EventAsync(response, Chunk(new { content = answer.Pieces[i] }, null));
        }

        if (answer.Calls.Count > 0)
        {
            var calls = answer.Calls.Select(static (call, index) => new { index, id = call.Id, type = "function", function = new { name = call.Name, arguments = call.Arguments } });
            await EventAsync(response, Chunk(new { tool_calls = calls }, null));
        }

        await EndAsync(answer, response);
    }

    private static async Task EndAsync(OpenAIAnswer.Streamed answer, HttpResponse response)
    {
        if (answer.ErrorInStream is { } error)
        {
            await EventAsync(response, new { error = new { message = error, type = "server_error" } });
            return;
        }

        if (answer.FinishReason is { } reason)
        {
            await EventAsync(response, Chunk(new { }, reason));
        }

        if (answer.Usage is { } usage)
        {
            await EventAsync(response, new { id = "c1", @object = "chat.completion.chunk", choices = Array.Empty<object>(), usage = Usage(usage) });
        }

        if (answer.SendsDone)
        {
            await response.WriteAsync("data: [DONE]\n\n");
        }
    }

    private static async Task NoiseAsync(OpenAIAnswer.Streamed answer, HttpResponse response)
    {
        if (answer.SendsNoise)
        {
            await response.WriteAsync(": keep-alive\n\n");
            await EventAsync(response, new { id = "c1", choices = Array.Empty<object>(), usage = (object?)null, surprise = true });
        }
    }

    private static Task WriteWholeAsync(OpenAIAnswer.Streamed answer, HttpResponse response)
        => response.WriteAsJsonAsync(new
        {
            id = "c1",
            @object = "chat.completion",
            choices = new[] { new { index = 0, message = new { role = "assistant", content = string.Concat(answer.Pieces) }, finish_reason = answer.FinishReason } },
            usage = answer.Usage is { } usage ? Usage(usage) : null,
        });

    private static Task WriteErrorAsync(OpenAIAnswer.Failed failed, HttpResponse response)
    {
        response.StatusCode = failed.Status;
        if (failed.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = wait;
        }

        return response.WriteAsJsonAsync(new { error = new { message = failed.Message, type = "scripted_error", param = (string?)null, code = failed.Code } });
    }

    private static Task WriteRawAsync(OpenAIAnswer.Raw raw, HttpResponse response)
    {
        response.StatusCode = raw.Status;
        response.ContentType = raw.ContentType;
        return response.WriteAsync(raw.Body);
    }

    private static async Task SilenceAsync(HttpContext context, TaskCompletionSource? heard = null)
    {
        heard?.TrySetResult();
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private static object Chunk(object delta, string? finishReason)
        => new { id = "c1", @object = "chat.completion.chunk", created = 1, model = "scripted", choices = new[] { new { index = 0, delta, finish_reason = finishReason } }, usage = (object?)null };

    private static object Usage((int Input, int Output) usage)
        => new { prompt_tokens = usage.Input, completion_tokens = usage.Output, total_tokens = usage.Input + usage.Output };

    private static async Task EventAsync(HttpResponse response, object data)
    {
        await response.WriteAsync($"data: {JsonSerializer.Serialize(data)}\n\n");
        await response.Body.FlushAsync();
    }
}
