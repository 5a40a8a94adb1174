using Agents.Testing.Models.Protocols;
using Microsoft.AspNetCore.Http;

namespace Agents.Testing.Models;

/// <summary>Puts a <see cref="ModelAnswer"/> on the wire.</summary>
internal sealed class ModelAnswerWriter(ModelProtocol protocol, HttpContext context)
{
    private readonly HttpResponse _response = context.Response;

    public Task WriteAsync(ModelAnswer answer) => answer switch
    {
        ModelAnswer.Streamed { IsWhole: true } whole => _response.WriteAsJsonAsync(protocol.Whole(whole)),
        ModelAnswer.Streamed streamed => WriteStreamAsync(streamed),
        ModelAnswer.Failed failed => WriteErrorAsync(failed),
        ModelAnswer.Raw raw => WriteRawAsync(raw),
        ModelAnswer.Silence => SilenceAsync(),
        _ => throw new InvalidOperationException($"'{answer.GetType().Name}' is not an answer."),
    };

    private async Task WriteStreamAsync(ModelAnswer.Streamed answer)
    {
        _response.ContentType = "text/event-stream";
        if (answer.CutAfter is not null)
        {
            // More than will come: Kestrel sends what there is and closes, and the caller misses the rest.
            _response.ContentLength = 1_000_000;
        }

        await (answer.Until ?? Task.CompletedTask);
        await EventsAsync(protocol.Head(answer));
        for (var i = 0; i < answer.Pieces.Count; i++)
        {
            if (i == answer.CutAfter)
            {
                return;
            }

            if (i == answer.SilentAfter)
            {
                await SilenceAsync();
                return;
            }

            await EventsAsync([protocol.Piece(answer.Pieces[i])]);
        }

        await EventsAsync(answer.ErrorInStream is { } error ? [protocol.ErrorEvent(error)] : protocol.Tail(answer));
    }

    private Task WriteErrorAsync(ModelAnswer.Failed failed)
    {
        _response.StatusCode = failed.Status;
        foreach (var (name, value) in failed.Headers)
        {
            _response.Headers[name] = value;
        }

        return _response.WriteAsJsonAsync(protocol.Error(failed));
    }

    private Task WriteRawAsync(ModelAnswer.Raw raw)
    {
        _response.StatusCode = raw.Status;
        _response.ContentType = raw.ContentType;
        return _response.WriteAsync(raw.Body);
    }

    private async Task SilenceAsync()
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private async Task EventsAsync(IEnumerable<string> events)
    {
        foreach (var written in events)
        {
            await _response.WriteAsync(written);
            await _response.Body.FlushAsync();
        }
    }
}
