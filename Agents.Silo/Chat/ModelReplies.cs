using Agents.Client.Chat;
using Agents.Core.Diagnostics;
using Agents.Core.Workflows;
using Agents.Silo.AgentFiles;
using Agents.Silo.Diagnostics;
using Agents.Silo.Models;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Chat;

/// <summary>
/// Lets a model write the definition. What does not pass the validator goes back to the model with what is wrong, three times; a definition that is still wrong then is
/// not shown, what is wrong with it is.
/// </summary>
internal sealed class ModelReplies(ModelProviders models, ModelCaller caller, ModelInstructions instructions, ChatProposals proposals, ChatText text, AgentFolder agents)
{
    private const int MostAttempts = 4;
    private const int MostTokens = 8_000;

    // The last messages are enough to know what "it" is, and the definition comes with the latest.
    private const int MostMessages = 12;

    /// <summary>The model that writes; null where guided mode answers.</summary>
    public ResolvedModel? Model => !models.IsOfflineOnly && models.Resolve(ModelOptions.Default) is ResolvedModel { Capabilities.IsOffline: false } model ? model : null;

    /// <exception cref="ModelCallException">The model gave no answer.</exception>
    public async Task<ChatWords> WriteAsync(ResolvedModel model, ChatDraft? draft, IReadOnlyList<ChatMessageRow> messages, Action<string> onText, CancellationToken cancellationToken)
    {
        var asked = Conversation(draft, messages);
        var options = new ChatOptions { MaxOutputTokens = MostTokens };
        var prose = new ModelProse(onText);
        var (tokens, cost) = (0L, (decimal?)0);
        for (var attempt = 1; ; attempt++)
        {
            var call = await caller.AskAsync(model, "chat", asked, options, attempt == 1 ? prose.Add : null, cancellationToken);
            tokens += call.InputTokens + call.OutputTokens;
            cost += call.CostUsd;
            var answer = text.Clean(call.Text);
            var written = ModelProse.Definition(answer);
            var spent = new ChatMessageMetadata { Provider = call.Provider, Model = call.Model, Attempts = attempt, Tokens = tokens, CostUsd = cost };
            if (written is null)
            {
                return ChatWords.Answer(ModelProse.Words(answer) is { Length: > 0 } words ? words : "The model answered nothing. Say it in other words.", spent);
            }

            var load = ChatDraft.Load(written, agents);
            if (load.Workflow is { } plan)
            {
                var proposal = proposals.Propose(written, plan, draft, ModelProse.Words(answer) is { Length: > 0 } lead ? lead : null);
                return proposal with { Metadata = proposal.Metadata with { Provider = spent.Provider, Model = spent.Model, Attempts = attempt, Tokens = tokens, CostUsd = cost } };
            }

            if (attempt == MostAttempts)
            {
                return Failed(load.Diagnostics, spent);
            }

            asked.Add(new ChatMessage(ChatRole.Assistant, answer));
            asked.Add(new ChatMessage(ChatRole.User, ModelInstructions.Repair(load.Diagnostics)));
        }
    }

    private static ChatWords Failed(IReadOnlyList<Diagnostic> diagnostics, ChatMessageMetadata spent)
    {
        var errors = diagnostics.Where(static found => found.Severity == DiagnosticSeverity.Error).ToList();
        var list = string.Join('\n', errors.Take(5).Select(static found => $"• line {found.Line}: {found.Message}"));
        return ChatWords.Answer(
            $"I could not write a definition that loads, also after {MostAttempts - 1} repairs. What was wrong at last:\n{list}\n\nSay it in other words or in smaller parts, and I try again.",
            spent with { Kind = ChatMessageKinds.Problem, Diagnostics = [.. errors.Select(DiagnosticViews.Record)] });
    }

    private List<ChatMessage> Conversation(ChatDraft? draft, IReadOnlyList<ChatMessageRow> messages)
    {
        var asked = new List<ChatMessage> { new(ChatRole.System, instructions.System()) };
        foreach (var message in messages.Where(static message => !message.IsNotice && message.Details.Kind != ChatMessageKinds.Welcome).TakeLast(MostMessages).SkipLast(1))
        {
            asked.Add(new ChatMessage(message.IsUser ? ChatRole.User : ChatRole.Assistant, message.Content));
        }

        var wish = messages[^1].Content;
        asked.Add(new ChatMessage(ChatRole.User, draft is null ? wish : $"The definition as it stands:\n```yaml\n{draft.Yaml}```\n\n{wish}"));
        return asked;
    }
}
