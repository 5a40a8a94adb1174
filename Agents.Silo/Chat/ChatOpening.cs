using Agents.Client.Chat;
using Agents.Silo.AgentFiles;
using Agents.Silo.Executions;
using Agents.Silo.Workflows;

namespace Agents.Silo.Chat;

/// <summary>The first message of a conversation: a welcome, or the workflow that it is about.</summary>
internal sealed class ChatOpening(ChatReplies replies, WorkflowStore workflows, ExecutionLookup executions, AgentFolder agents)
{
    /// <summary>Null where there is no such workflow or execution.</summary>
    public async Task<ChatWords?> OfAsync(StartChat start)
    {
        if (start.ExecutionId is { } executionId)
        {
            return await executions.FindAsync(executionId) is { } found ? await OfAsync(found) : null;
        }

        return start.WorkflowId is { } id
            ? await workflows.FindVersionAsync(id, null) is { } version ? Stored(version, id, $"This is workflow '{id}', version {version.Version}. What should change?") : null
            : ChatPhrases.Welcome(replies.Mode == ChatModes.Guided);
    }

    private async Task<ChatWords?> OfAsync(FoundExecution execution)
    {
        var state = execution.State;
        if (await workflows.FindVersionAsync(state.WorkflowId, state.WorkflowVersion) is not { } version)
        {
            return null;
        }

        var how = state.Error is { } error
            ? $"An execution of version {version.Version} of workflow '{state.WorkflowId}' failed{(error.State is { } at ? $" in '{at}'" : "")}: {error.Message}"
            : $"This is version {version.Version} of workflow '{state.WorkflowId}', as execution {state.Id} ran it.";
        return Stored(version, state.WorkflowId, $"{how}\n\nWhat should change?");
    }

    private ChatWords Stored(WorkflowVersionRow version, string id, string text)
    {
        var plan = ChatDraft.Load(version.Definition, agents, isStored: true).Workflow;
        return ChatWords.Answer(text, new ChatMessageMetadata
        {
            Kind = ChatMessageKinds.Approved,
            Yaml = version.Definition,
            StateMachine = plan is null ? null : StateMachineText.Of(plan),
            WorkflowId = id,
            Version = (int)version.Version,
        });
    }
}
