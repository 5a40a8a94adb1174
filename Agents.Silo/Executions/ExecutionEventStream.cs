using System.Text.Json;
using System.Threading.Channels;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Client.Streams;
using Agents.Core.Executions;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Executions.Journal;

namespace Agents.Silo.Executions;

/// <summary>
/// <c>GET /executions/{id}/stream</c>: durable events with their number as <c>id</c>, so that <c>Last-Event-ID</c> resumes without loss or repeat;
/// a model's text as it comes, without an id; <c>: ping</c> every 15 s; closed after the last event, 204 to who comes back after it.
/// </summary>
internal sealed class ExecutionEventStream(HttpContext http, string id, JournalReader journal, ExecutionFeed feed, IGrainFactory grains, TimeProvider time)
{
    private const int EventsPerRead = 200;

    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    // The execution may live in another silo, whose notices do not reach this one.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private long _last;
    private bool _isOver;

    public static async Task HandleAsync(
        HttpContext http, string id, JournalReader journal, ExecutionStore store, ExecutionFeed feed, IGrainFactory grains, TimeProvider time, long after = 0)
    {
        if (await store.FindAsync(id) is null)
        {
            await Problem.WriteAsync(http, StatusCodes.Status404NotFound, $"There is no execution '{id}'.");
            return;
        }

        var resumeAt = long.TryParse(http.Request.Headers["Last-Event-ID"], out var seen) ? seen : after;
        var stream = new ExecutionEventStream(http, id, journal, feed, grains, time) { _last = resumeAt };
        await stream.RunAsync(http.RequestAborted);
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var subscription = feed.Subscribe(id);
        var next = subscription.Next;
        var first = await journal.ReadAsync(id, _last, EventsPerRead);
        if (first.Count == 0 && await IsOverAsync())
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache, no-transform";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await using var tokens = TokenWatch.Begin(grains, subscription, cancellationToken);
        try
        {
            await WriteAsync(first, cancellationToken);
            await FollowAsync(subscription, next, tokens.Texts, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The reader has gone; it comes back with the number of the last event it saw.
        }
    }

    private async Task FollowAsync(ExecutionFeed.Subscription subscription, Task next, ChannelReader<TokenText> tokens, CancellationToken cancellationToken)
    {
        var spoke = time.GetTimestamp();
        var token = tokens.WaitToReadAsync(cancellationToken).AsTask();
        while (!_isOver)
        {
            await Task.WhenAny(next, token, Task.Delay(LookAgain, time, cancellationToken));
            var wrote = await WriteTokensAsync(tokens, cancellationToken);
            token = token.IsCompleted ? tokens.WaitToReadAsync(cancellationToken).AsTask() : token;
            next = subscription.Next;
            wrote |= await WriteNewAsync(cancellationToken);
            if (!wrote && time.GetElapsedTime(spoke) >= PingEvery)
            {
                await http.Response.WriteAsync(": ping\n\n", cancellationToken);
                wrote = true;
            }

            if (wrote)
            {
                spoke = time.GetTimestamp();
                await http.Response.Body.FlushAsync(cancellationToken);
            }
        }
    }

    private async Task<bool> WriteNewAsync(CancellationToken cancellationToken)
    {
        var wrote = false;
        while (!_isOver)
        {
            var events = await journal.ReadAsync(id, _last, EventsPerRead);
            await WriteAsync(events, cancellationToken);
            wrote |= events.Count > 0;
            if (events.Count < EventsPerRead)
            {
                break;
            }
        }

        return wrote;
    }

    private async Task WriteAsync(IReadOnlyList<StoredEvent> events, CancellationToken cancellationToken)
    {
        foreach (var stored in events)
        {
            var json = JsonSerializer.Serialize(ExecutionViews.Event(stored), AgentsJson.Wire.EventRecord);
            await http.Response.WriteAsync($"id: {stored.Seq}\nevent: {stored.Event.Type}\ndata: {json}\n\n", cancellationToken);
            _last = stored.Seq;
            _isOver |= EventTypes.IsTerminal(stored.Event.Type);
        }

        await http.Response.Body.FlushAsync(cancellationToken);
    }

    private async Task<bool> WriteTokensAsync(ChannelReader<TokenText> tokens, CancellationToken cancellationToken)
    {
        var wrote = false;
        while (tokens.TryRead(out var token))
        {
            var json = JsonSerializer.Serialize(new TokenDelta(token.StepId, token.Text), AgentsJson.Wire.TokenDelta);
            await http.Response.WriteAsync($"event: {EventTypes.Token}\ndata: {json}\n\n", cancellationToken);
            wrote = true;
        }

        return wrote;
    }

    private async Task<bool> IsOverAsync() => (await journal.FoldAsync(id)).Status.IsFinal();
}
