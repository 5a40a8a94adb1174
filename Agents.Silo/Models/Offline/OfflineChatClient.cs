using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Offline;

/// <summary>
/// The model that needs no model: deterministic, quick, and honest about itself. Everything can be tried and tested on it without a key.
/// </summary>
internal sealed class OfflineChatClient(OfflineOptions options, TimeProvider time) : IChatClient
{
    private readonly OfflineComposer _composer = new(options);

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var reply = _composer.Compose(messages, options);
        return reply.IsImmediate ? Task.FromResult(ResponseOf(reply)) : SpeakAsync(reply, cancellationToken).ToChatResponseAsync(cancellationToken);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => SpeakAsync(_composer.Compose(messages, options), cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private static ChatResponse ResponseOf(in OfflineReply reply) => new(MessageOf(reply))
    {
        ModelId = reply.Model,
        FinishReason = reply.FinishReason,
        Usage = reply.Usage,
    };

    private static ChatMessage MessageOf(in OfflineReply reply)
        => reply.ToolCalls is { Count: > 0 } calls ? new(ChatRole.Assistant, [new TextContent(reply.Text), .. calls]) : new(ChatRole.Assistant, reply.Text);

    private static ChatResponseUpdate Last(in OfflineReply reply, string text)
        => new(ChatRole.Assistant, [new TextContent(text), .. reply.ToolCalls ?? [], new UsageContent(reply.Usage)]) { ModelId = reply.Model, FinishReason = reply.FinishReason };

    private async IAsyncEnumerable<ChatResponseUpdate> SpeakAsync(OfflineReply reply, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await WaitAsync(reply.Delay, cancellationToken);
        if (reply.Failure is { } failure)
        {
            throw new ModelCallException(failure);
        }

        var pieces = OfflineChunks.Of(reply);
        var isCut = reply.CutAfterWords is not null;
        for (var i = 0; i < pieces.Count; i++)
        {
            await WaitAsync(reply.Latency / pieces.Count, cancellationToken);
            yield return i == pieces.Count - 1 && !isCut ? Last(reply, pieces[i]) : new ChatResponseUpdate(ChatRole.Assistant, pieces[i]);
        }

        if (isCut)
        {
            throw new ModelCallException(ModelFailure.Unavailable("The offline script cut this stream.", "stream_cut"));
        }
    }

    private Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
        => delay > TimeSpan.Zero ? Task.Delay(delay, time, cancellationToken) : Task.CompletedTask;
}
