using System.Collections.Concurrent;
using Agents.Client.Chat;
using Agents.Silo.Models;

namespace Agents.Silo.Chat;

/// <summary>
/// Writes replies, one at a time in each conversation, and to their end whether or not somebody still reads along.
/// </summary>
/// <remarks>
/// What was asked is stored before, the reply in one piece at its end. Where the process dies between, the conversation ends with a question, and whoever looks at it can ask for
/// the reply again. Where two silos reply to one message, the first one that stores its reply has replied.
/// </remarks>
internal sealed partial class ChatReplies(
    ChatStore store, GuidedReplies guided, ModelReplies model, ChatProposals proposals, AgentFiles.AgentFolder agents, IHostApplicationLifetime host, ILogger<ChatReplies> logger)
{
    private readonly ConcurrentDictionary<string, RunningReply> _running = new(StringComparer.Ordinal);

    /// <summary>The reply that is being written here; null where none is.</summary>
    public RunningReply? Find(string sessionId) => _running.GetValueOrDefault(sessionId);

    /// <summary>Who answers now: one of <see cref="ChatModes"/>.</summary>
    public string Mode => model.Model is null ? ChatModes.Guided : ChatModes.Model;

    /// <summary>Stores what was asked and begins to reply.</summary>
    /// <param name="sessionId">The conversation.</param>
    /// <param name="messages">What was said so far.</param>
    /// <param name="words">What is asked; null asks for the reply to the last message.</param>
    /// <returns>What was stored and its reply; null where somebody said something else meanwhile.</returns>
    public async Task<(ChatMessageRow Asked, RunningReply Reply)?> BeginAsync(string sessionId, IReadOnlyList<ChatMessageRow> messages, ChatWords? words)
    {
        var begun = new TaskCompletionSource<ChatMessageRow?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reply = new RunningReply { Done = begun.Task };
        if (!_running.TryAdd(sessionId, reply))
        {
            return null;
        }

        try
        {
            var asked = words is null ? messages.Last(static message => !message.IsNotice) : await store.SayAsync(sessionId, words, messages.LastOrDefault(static message => !message.IsNotice)?.Id ?? 0);
            if (asked is null)
            {
                End(sessionId, reply);
                return null;
            }

            var all = words is null ? messages : [.. messages, asked];
            reply.Done = RunAsync(sessionId, all, asked, reply);
            return (asked, reply);
        }
        catch
        {
            End(sessionId, reply);
            throw;
        }
    }

    private async Task<ChatMessageRow?> RunAsync(string sessionId, IReadOnlyList<ChatMessageRow> messages, ChatMessageRow asked, RunningReply reply)
    {
        // Whoever asked gets an answer to that first.
        await Task.Yield();
        try
        {
            var words = await WriteAsync(messages, asked, reply.Add, host.ApplicationStopping);
            var status = words.Metadata.Kind switch
            {
                ChatMessageKinds.Approved => ChatStatuses.Completed,
                ChatMessageKinds.Proposal => ChatStatuses.InProgress,
                _ => null,
            };
            return await store.SayAsync(sessionId, words, asked.Id, status, words.Metadata.Kind == ChatMessageKinds.Approved ? words.Metadata.Yaml : null);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            LogFailed(failed, sessionId);
            throw;
        }
        finally
        {
            End(sessionId, reply);
        }
    }

    private async Task<ChatWords> WriteAsync(IReadOnlyList<ChatMessageRow> messages, ChatMessageRow asked, Action<string> onText, CancellationToken cancellationToken)
    {
        if (asked.Details is { Kind: ChatMessageKinds.Edit, Yaml: { } edited } && ChatDraft.Load(edited, agents).Workflow is { } plan)
        {
            return proposals.Propose(edited, plan, ChatDraft.Of(messages.SkipLast(1)), "Your edit loads. Now it looks like this:");
        }

        var draft = ChatDraft.Of(messages);
        if (await guided.AnswerAsync(draft, asked.Content) is { } answer)
        {
            return answer;
        }

        if (model.Model is not { } writer)
        {
            return guided.Write(draft, asked.Content);
        }

        try
        {
            return await model.WriteAsync(writer, draft, messages, onText, cancellationToken);
        }
        catch (ModelCallException failed)
        {
            return ChatWords.Answer($"The model gave no answer: {failed.Failure.Message}", new ChatMessageMetadata
            {
                Kind = ChatMessageKinds.Problem,
                Choices = [new("Try again", asked.Content)],
            });
        }
    }

    private void End(string sessionId, RunningReply reply)
    {
        _running.TryRemove(new KeyValuePair<string, RunningReply>(sessionId, reply));
        reply.End();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A reply in chat {SessionId} failed")]
    private partial void LogFailed(Exception failed, string sessionId);
}
