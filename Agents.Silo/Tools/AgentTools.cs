using Agents.Core.Executions;
using Agents.Core.Executions.Conversations;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;
using Agents.Silo.Models;

namespace Agents.Silo.Tools;

/// <summary>Gives agents the tools that they list.</summary>
internal sealed class AgentTools(ToolCatalog catalog, ToolCaller caller)
{
    /// <summary>Why an agent cannot have the tools that it lists; null where it can. The offline model calls none of its own accord, and goes without those that are missing.</summary>
    public string? Refusal(AgentDefinition agent, ResolvedModel model)
    {
        if (agent.Tools.Count == 0 || model.Capabilities.IsOffline)
        {
            return null;
        }

        if (!model.Capabilities.Tools)
        {
            return $"Agent '{agent.Name}' uses tools, and the provider '{model.Provider}' is set to have none. Set {ModelProviderOptions.Section}:Providers:{model.Provider}:SupportsTools=true, or give the agent another provider.";
        }

        return agent.Tools.Select(tool => catalog.Find(tool.Name) is null ? $"Agent '{agent.Name}' uses the tool '{tool.Name}': {catalog.Missing(tool.Name)}" : null)
            .FirstOrDefault(static problem => problem is not null);
    }

    /// <summary>What an agent that uses tools works with; null where it lists none.</summary>
    public ToolUse? For(Workflow plan, AgentDefinition agent, ExecutionState execution, StepState step, Func<StepState, ExecutionEvent, Task<bool>> record)
        => agent.Tools.Count == 0 ? null : new ToolUse
        {
            Tools = Offered(agent),
            Caller = caller,
            Step = step,
            ExecutionId = execution.Id,
            WorkflowId = plan.Id,
            Conversation = step.Conversation ?? Conversation.Empty,
            Record = record,
        };

    private Dictionary<string, OfferedTool> Offered(AgentDefinition agent)
    {
        var offered = new Dictionary<string, OfferedTool>(StringComparer.Ordinal);
        foreach (var use in agent.Tools)
        {
            if (catalog.Find(use.Name) is { } tool)
            {
                offered[tool.Name] = new OfferedTool(tool, use);
            }
        }

        return offered;
    }
}
