using Agents.Client.Chat;
using Agents.Core.Chat;
using Agents.Silo.Models;

namespace Agents.Silo.Chat;

/// <summary>Answers by rules: everything that needs no model, and where there is none, all of it.</summary>
internal sealed class GuidedReplies(ChatProposals proposals, ChatApproval approval, ModelProviders models)
{
    /// <summary>The answer to words that mean one thing only, with a model and without; null where they are a description or a change.</summary>
    public async Task<ChatWords?> AnswerAsync(ChatDraft? draft, string text) => ChatIntents.Of(text) switch
    {
        ChatIntent.Approve => await approval.ApproveAsync(draft),
        ChatIntent.Agree when draft is null => ChatPhrases.Help(hasDraft: false),
        ChatIntent.Agree when draft.Kind == ChatMessageKinds.Proposal => await proposals.SuggestAsync(draft),
        ChatIntent.Agree => await approval.ApproveAsync(draft),
        ChatIntent.Decline => draft is null ? ChatPhrases.Help(hasDraft: false) : ChatPhrases.Declined,
        ChatIntent.Greet or ChatIntent.Help => ChatPhrases.Help(draft is not null),
        ChatIntent.StartOver => ChatPhrases.Welcome(models.IsOfflineOnly),
        ChatIntent.Execute => ChatPhrases.Actions(draft, "run"),
        ChatIntent.Deploy => ChatPhrases.Actions(draft, "deploy"),
        _ => null,
    };

    /// <summary>The answer to a description or a change.</summary>
    public ChatWords Write(ChatDraft? draft, string text)
    {
        if (draft is not null)
        {
            switch (Guide.Refine(draft.Yaml, text))
            {
                case Refinement.Refined refined:
                    return proposals.Propose(refined.Yaml, refined.Plan, draft, $"{refined.Summary} Now it looks like this:");
                case Refinement.Refused refused:
                    return ChatWords.Problem(refused.Reason);
                default:
                    break;
            }
        }

        // One step is as likely a remark about what is there.
        return Guide.Describe(text) is { } made && (draft is null || made.Plan.States.Count > 1)
            ? proposals.Propose(made.Yaml, made.Plan, draft, null)
            : ChatPhrases.Help(draft is not null);
    }
}
