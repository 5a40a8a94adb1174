using Agents.Client.Chat;
using Agents.Core.Formats;
using Agents.Core.Workflows;
using Agents.Silo.AgentFiles;

namespace Agents.Silo.Chat;

/// <summary>The definition that a conversation has come to.</summary>
/// <param name="Yaml">Its text.</param>
/// <param name="Kind">What the message was that showed it: one of <see cref="ChatMessageKinds"/>.</param>
internal sealed record ChatDraft(string Yaml, string Kind)
{
    /// <summary>The workflow as which the conversation's definition was stored last; null where it was not.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The version that this very text is stored as; null while it is not.</summary>
    public int? Version { get; init; }

    /// <summary>The draft after these messages; null while there is none.</summary>
    public static ChatDraft? Of(IEnumerable<ChatMessageRow> messages)
    {
        ChatDraft? draft = null;
        foreach (var details in messages.Select(static message => message.Details))
        {
            draft = details switch
            {
                { Kind: ChatMessageKinds.Welcome, Yaml: null } => null,
                { Yaml: { } yaml } => new ChatDraft(yaml, details.Kind)
                {
                    WorkflowId = details.WorkflowId ?? draft?.WorkflowId,
                    Version = details.Version ?? (draft?.Yaml == yaml ? draft.Version : null),
                },
                _ => draft,
            };
        }

        return draft;
    }

    /// <summary>What it loads as. What was shown once loads, also where an agent file has gone since.</summary>
    public Workflow? Load(AgentFolder agents) => Load(Yaml, agents, isStored: true).Workflow;

    public static WorkflowLoad Load(string yaml, AgentFolder agents, bool isStored = false)
        => WorkflowLoader.Load(yaml, new WorkflowLoadOptions { FileName = "chat.workflow.yaml", IsStored = isStored, EnvironmentAgents = agents.Current.Definitions });
}
