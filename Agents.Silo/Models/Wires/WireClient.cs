using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Agents.Silo.Models.Messages;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Wires;

/// <summary>
/// Calls one model over its provider's wire, streamed, once: the engine retries, durably. Whatever servers and networks do comes out as
/// <see cref="ModelCallException"/>; only cancellation by the caller and bugs come out as they are.
/// </summary>
internal sealed class WireClient(IModelWire wire, ProviderSettings settings, string model, TimeProvider time) : IChatClient
{
    private readonly WireFailures _failures = new(settings, model, wire.AnswerName);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var answer = new AnswerAssembly();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            answer.Add(update);
        }

        return answer.ToResponse();
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> conversation = [.. messages];
        if (options?.ResponseFormat is ChatResponseFormatJson format && !wire.TakesSchema(format, options.Tools is { Count: > 0 }))
        {
            conversation = SchemaWords.Tell(conversation, format);
            options = options.Clone();
            options.ResponseFormat = null;
        }

        using var patience = new WirePatience(settings, time, cancellationToken);
        using var answer = await GuardAsync(() => OpenAsync(conversation, options, patience.Token), patience);
        patience.HasAnswered = true;
        var reader = wire.NewReader(model, conversation);
        await using var updates = ReadAsync(answer, reader, patience.Token).GetAsyncEnumerator(patience.Token);
        while (await GuardAsync(() => NextAsync(updates, reader, patience), patience))
        {
            if (updates.Current is { } update)
            {
                patience.Heard();
                yield return update;
            }
        }

        if (reader.Error is { } error)
        {
            throw new ModelCallException(_failures.OfErrorInStream(error));
        }

        if (!reader.IsComplete)
        {
            throw new ModelCallException(_failures.OfCutStream());
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(settings.Name, settings.BaseUrl, model)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
    }

    private async ValueTask<WireAnswer> OpenAsync(IReadOnlyList<ChatMessage> conversation, ChatOptions? options, CancellationToken cancellationToken)
    {
        var answer = await wire.SendAsync(model, conversation, options, cancellationToken);
        if (answer.IsSuccess)
        {
            return answer;
        }

        using (answer)
        {
            var error = await answer.ReadErrorAsync(cancellationToken) is { } body ? wire.FindError(body) : null;
            throw new ModelCallException(_failures.OfStatus(answer.Status, error, RetryAfter.Of(answer, time.GetUtcNow())));
        }
    }

    private static async IAsyncEnumerable<ChatResponseUpdate?> ReadAsync(WireAnswer answer, WireReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var body = new WireLimit(answer.Body);
        if (answer.IsWhole)
        {
            using var whole = new MemoryStream();
            await body.CopyToAsync(whole, cancellationToken);
            foreach (var update in reader.ReadWhole(whole.GetBuffer().AsSpan(0, (int)whole.Length)))
            {
                yield return update;
            }

            yield break;
        }

        if (answer.IsPage)
        {
            throw new JsonException("The answer is a page for browsers.");
        }

        await foreach (var item in SseParser.Create(body, (_, data) => reader.Read(data)).EnumerateAsync(cancellationToken))
        {
            yield return item.Data;
            if (reader.IsEnd || reader.Error is not null)
            {
                yield break;
            }
        }
    }

    // What breaks after the last token breaks nothing.
    private async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate?> updates, WireReader reader, WirePatience patience)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception exception) when (reader.IsComplete && !patience.IsCancelled && (patience.IsOver || _failures.OfException(exception, hasAnswered: true) is not null))
        {
            return false;
        }
    }

    // The one place where exceptions of SDKs, network and timers become failures.
    private async ValueTask<T> GuardAsync<T>(Func<ValueTask<T>> operation, WirePatience patience)
    {
        try
        {
            return await operation();
        }
        catch (Exception exception) when (exception is not ModelCallException && patience.IsOver)
        {
            throw new ModelCallException(_failures.OfSilence(patience.Limit, patience.HasBegun), exception);
        }
        catch (Exception exception) when (!patience.IsCancelled && _failures.OfException(exception, patience.HasAnswered) is { } failure)
        {
            throw new ModelCallException(failure, exception);
        }
    }
}
