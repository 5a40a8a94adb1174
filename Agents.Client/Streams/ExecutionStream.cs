using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Agents.Client.Connections;
using Agents.Client.Executions;
using Agents.Client.Json;

namespace Agents.Client.Streams;

/// <summary>
/// Server-sent events of one execution as one unbroken sequence. A connection that ends before the terminal event is opened again
/// with <c>Last-Event-ID</c>; only durable events have ids, so nothing durable is lost or repeated. A refusal (4xx) is final.
/// </summary>
internal sealed class ExecutionStream(ApiConnection connection, string path, long afterSeq)
{
    // The server pings every 15 s: three missing pings mean that nobody is there, though the connection stands.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(45);

    private readonly Reconnection _reconnection = new(connection.Time);
    private long _lastSeq = afterSeq;

    public async IAsyncEnumerable<ExecutionUpdate> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            using var response = await TryOpenAsync(cancellationToken);
            if (response?.StatusCode == HttpStatusCode.NoContent)
            {
                yield break;
            }

            if (response is not null)
            {
                await using var updates = ReadUpdatesAsync(response, cancellationToken).GetAsyncEnumerator(cancellationToken);
                while (await TryMoveNextAsync(updates, cancellationToken))
                {
                    yield return updates.Current;
                    if (updates.Current is EventUpdate { Event: { } last } && EventTypes.IsTerminal(last.Type))
                    {
                        yield break;
                    }
                }
            }

            await _reconnection.WaitAsync(cancellationToken);
        }
    }

    private async Task<HttpResponseMessage?> TryOpenAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (_lastSeq > 0)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", _lastSeq.ToString(CultureInfo.InvariantCulture));
        }

        try
        {
            return await JudgeAsync(await connection.OpenAsync(request, cancellationToken), cancellationToken);
        }
        catch (HttpRequestException unreachable)
        {
            _reconnection.Failed(unreachable);
            return null;
        }
    }

    private async Task<HttpResponseMessage?> JudgeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using var refused = response;
        var refusal = await RefusedReply.ReadAsync(refused, cancellationToken);
        if ((int)refused.StatusCode < 500 && refused.StatusCode != HttpStatusCode.TooManyRequests)
        {
            throw refusal;
        }

        _reconnection.Failed(refusal);
        return null;
    }

    private async IAsyncEnumerable<ExecutionUpdate> ReadUpdatesAsync(
        HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var watched = new SilenceLimitedStream(body, LongestSilence, connection.Time);
        var parser = SseParser.Create(watched, Read);
        await foreach (var item in parser.EnumerateAsync(cancellationToken))
        {
            _reconnection.Succeeded(parser.ReconnectionInterval);
            if (item.Data is EventUpdate { Event.Seq: var seq })
            {
                if (seq <= _lastSeq)
                {
                    continue;
                }

                _lastSeq = seq;
            }

            yield return item.Data;
        }
    }

    private static ExecutionUpdate Read(string type, ReadOnlySpan<byte> data)
    {
        if (type == EventTypes.Token)
        {
            var delta = JsonSerializer.Deserialize(data, AgentsJson.Wire.TokenDelta)!;
            return new TokenUpdate(delta.StepId, delta.Text);
        }

        return new EventUpdate(JsonSerializer.Deserialize(data, AgentsJson.Wire.EventRecord)!);
    }

    private async Task<bool> TryMoveNextAsync(IAsyncEnumerator<ExecutionUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            _reconnection.Failed(broken);
            return false;
        }
    }
}
