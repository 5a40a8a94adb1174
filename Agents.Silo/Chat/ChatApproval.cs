using System.Text.RegularExpressions;
using Agents.Client.Chat;
using Agents.Core.Workflows;
using Agents.Silo.AgentFiles;
using Agents.Silo.Workflows;

namespace Agents.Silo.Chat;

/// <summary>Stores the definition of a conversation as a workflow.</summary>
/// <remarks>
/// Storing comes before saying so. Where the process dies between, the next approval finds the very content stored, and says so without storing it twice.
/// </remarks>
internal sealed partial class ChatApproval(WorkflowStore store, WorkflowCatalog catalog, AgentFolder agents)
{
    private const int MostTries = 100;

    public async Task<ChatWords> ApproveAsync(ChatDraft? draft)
    {
        if (draft is null)
        {
            return ChatPhrases.NothingToApprove;
        }

        if (draft is { Version: { } known, WorkflowId: { } stored })
        {
            return Approved(draft.Yaml, stored, known, isNew: false);
        }

        if (ChatDraft.Load(draft.Yaml, agents).Workflow is not { } plan)
        {
            return ChatWords.Problem("The definition does not load any more: an agent file that it uses has changed. Open the YAML to see what is wrong.");
        }

        var (yaml, own) = await WithFreeIdAsync(draft, plan);
        if (await store.SaveAsync(own, yaml, $"{own.Id}.workflow.yaml") is not SavedVersion saved)
        {
            throw new InvalidOperationException("A definition that replaces no version in particular is always stored.");
        }

        catalog.ForgetCurrent(own.Id);
        return Approved(yaml, own.Id, saved.Version, saved.IsNew);
    }

    // A workflow that this conversation did not make keeps its versions to itself.
    private async Task<(string Yaml, Workflow Plan)> WithFreeIdAsync(ChatDraft draft, Workflow plan)
    {
        var (yaml, own) = (draft.Yaml, plan);
        for (var count = 2; count <= MostTries && own.Id != draft.WorkflowId && await store.FindVersionAsync(own.Id, null) is { } taken && taken.Definition != yaml; count++)
        {
            var id = $"{plan.Id}-{count}";
            var renamed = Id().IsMatch(draft.Yaml) ? Id().Replace(draft.Yaml, $"id: {id}", 1) : $"id: {id}\n{draft.Yaml}";
            if (ChatDraft.Load(renamed, agents).Workflow is not { } loaded || loaded.Id != id)
            {
                break;
            }

            (yaml, own) = (renamed, loaded);
        }

        return (yaml, own);
    }

    private static ChatWords Approved(string yaml, string id, int version, bool isNew) => ChatWords.Answer(
        isNew ? $"Stored as workflow '{id}', version {version}. Execute it now, or deploy it as an endpoint." : $"Workflow '{id}' has this as version {version} already. Execute it now, or deploy it as an endpoint.",
        new ChatMessageMetadata { Kind = ChatMessageKinds.Approved, Yaml = yaml, WorkflowId = id, Version = version });

    [GeneratedRegex(@"^id:.*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Id();
}
