using Agents.Client.Chat;
using Agents.Client.Workflows;
using Agents.Core.Chat;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Secrets;
using Agents.Core.Workflows;
using Agents.Silo.AgentFiles;
using Agents.Silo.Executions.Validation;
using Agents.Silo.Models;
using Agents.Silo.Secrets;
using Agents.Silo.Tools;
using Agents.Silo.Workflows;

namespace Agents.Silo.Chat;

/// <summary>Messages that show a definition, what could make it better, and what it needs and costs.</summary>
internal sealed class ChatProposals(AgentFolder agents, ToolCatalog tools, ExecutionEstimates estimates, SecretBook secrets, ModelProviders models)
{
    /// <summary>A definition is new or different: does it match?</summary>
    public ChatWords Propose(string yaml, Workflow plan, ChatDraft? before, string? lead)
    {
        var (states, diff) = (StateMachineText.Of(plan), before is null ? null : Difference(before, yaml, plan));
        var opening = lead ?? "Here is what I understand your workflow to look like:";
        return ChatWords.Answer($"{opening}\n\n{states}\n\nDoes this match what you want?", new ChatMessageMetadata
        {
            Kind = ChatMessageKinds.Proposal,
            Yaml = yaml,
            StateMachine = states,
            Diff = diff,
            Choices = [new("Yes, it matches", "Yes"), new("No", "No"), new("Approve as it is", "Approve")],
        });
    }

    /// <summary>What could make it better, before it is approved.</summary>
    public async Task<ChatWords> SuggestAsync(ChatDraft draft)
    {
        var plan = draft.Load(agents) ?? throw new InvalidDataException("A definition that was shown in a chat does not load any more.");
        var advice = WorkflowAdvice.Of(plan, name => tools.Find(name) is not null);
        var estimate = await estimates.OfAsync(new StoredWorkflow(plan, 0, ""), JsonObject.Empty, new ExecutionOverrides(null, null));
        var environment = WorkflowEnvironment.Of(plan).Select(variable => new EnvironmentField(variable.Name, variable.IsRequired, variable.Description, secrets.Find(variable.Name) is not null)).ToList();
        var lines = new List<string>();
        if (advice.Count > 0)
        {
            lines.Add("I suggest:");
            lines.AddRange(advice.Select(static one => $"• {one.Text}"));
            lines.Add("");
        }

        lines.Add(Cost(plan, estimate.CostUsd));
        lines.AddRange(Names("Required", environment, isRequired: true).Concat(Names("Optional", environment, isRequired: false)));
        lines.AddRange(["", "Approve it?"]);
        return ChatWords.Answer(string.Join('\n', lines), new ChatMessageMetadata
        {
            Kind = ChatMessageKinds.Suggestions,
            Yaml = draft.Yaml,
            StateMachine = StateMachineText.Of(plan),
            Choices = [new("Approve", "Approve"), .. advice.Where(static one => one.Message is not null).Select(static one => new ChatChoice(one.Message!, one.Message))],
            Environment = environment,
            Estimate = estimate,
        });
    }

    private string Cost(Workflow plan, decimal? cost)
    {
        var calls = WorkflowAdvice.ModelCalls(plan);
        var calling = calls == 1 ? "One model call" : $"About {calls} model calls";
        return models.IsOfflineOnly ? $"{calling} per run. No model is configured: answers are made up offline and cost nothing. Settings has the providers."
            : cost is { } known ? $"{calling} per run, estimated cost ~${known:0.####}."
            : $"{calling} per run; what they cost is unknown, because the model's price is.";
    }

    private static IEnumerable<string> Names(string title, List<EnvironmentField> environment, bool isRequired)
        => environment.Where(variable => variable.Required == isRequired).Select(static variable => variable.IsSet ? $"{variable.Name} (set)" : variable.Name).ToList() is { Count: > 0 } names
            ? [$"{title}: {string.Join(", ", names)}"]
            : [];

    private WorkflowDiff? Difference(ChatDraft before, string yaml, Workflow plan)
        => before.Yaml != yaml && before.Load(agents) is { } old ? WorkflowDiffs.Of(plan.Id, (0, before.Yaml, old), (0, yaml, plan)) : null;
}
