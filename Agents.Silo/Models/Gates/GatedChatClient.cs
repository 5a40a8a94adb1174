using System.Runtime.CompilerServices;
using Agents.Silo.Models.Messages;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Gates;

/// <summary>A client behind its provider's gate. A call holds its place until its stream has ended or was given up.</summary>
internal sealed class GatedChatClient(IChatClient inner, ProviderGate gate) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var answer = new AnswerAssembly();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            answer.Add(update);
        }

        return answer.ToResponse();
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var pass = await gate.EnterAsync(cancellationToken);
        await using var updates = InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(updates, pass))
        {
            yield return updates.Current;
        }

        await pass.SucceededAsync();
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, ProviderPass pass)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (ModelCallException exception)
        {
            await pass.FailedAsync(exception.Failure);
            throw;
        }
    }
}
