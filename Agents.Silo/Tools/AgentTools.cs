using System.Runtime.CompilerServices;
using Agents.Core.Executions;
using Agents.Core.Executions.Conversations;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;
using Agents.Silo.Mcp;
using Agents.Silo.Models;

namespace Agents.Silo.Tools;

/// <summary>Gives agents the tools that they list.</summary>
internal sealed class AgentTools(ToolCatalog catalog, McpServers servers, ToolCaller caller, TimeProvider time)
{
    // Whoever starts an execution waits for it, and a server that takes longer is as good as down.
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(10);

    // Most workflows use no tools, and pay nothing for those that do.
    private readonly ConditionalWeakTable<Workflow, AgentDefinition[]> _users = [];

    /// <summary>Why a workflow's agents cannot have the tools that they list; empty where they can. The offline model goes without those that are missing.</summary>
    /// <param name="plan">The workflow.</param>
    /// <param name="modelOf">The model that an agent asks; null where there is none, which is told elsewhere.</param>
    public async ValueTask<IReadOnlyList<string>> RefusalsAsync(Workflow plan, Func<AgentDefinition, ResolvedModel?> modelOf)
    {
        var users = _users.GetValue(plan, static known => [.. known.AllStates().OfType<AgentState>().Select(static state => state.Definition).OfType<AgentDefinition>().Where(static agent => agent.Tools.Count > 0).Distinct()]);
        if (users.Length == 0)
        {
            return [];
        }

        var problems = new List<string>();
        foreach (var agent in users)
        {
            if (modelOf(agent) is { Capabilities.IsOffline: false } model && await RefusalAsync(agent, model) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return problems;
    }

    /// <summary>What an agent that uses tools works with; null where it lists none. The problem tells which tool is missing, and the use is without it.</summary>
    public async ValueTask<(ToolUse? Use, string? Problem)> ForAsync(
        Workflow plan, AgentDefinition agent, ExecutionState execution, StepState step, Func<StepState, ExecutionEvent, Task<bool>> record, CancellationToken cancellationToken)
    {
        if (agent.Tools.Count == 0)
        {
            return (null, null);
        }

        var (offered, problem) = await OfferAsync(agent, cancellationToken);
        return (new ToolUse
        {
            Tools = offered,
            Caller = caller,
            Step = step,
            ExecutionId = execution.Id,
            WorkflowId = plan.Id,
            Conversation = step.Conversation ?? Conversation.Empty,
            Record = record,
        }, problem);
    }

    private async ValueTask<string?> RefusalAsync(AgentDefinition agent, ResolvedModel model)
        => model.Capabilities.Tools
            ? await UnreachableAsync(agent)
            : $"Agent '{agent.Name}' uses tools, and the provider '{model.Provider}' is set to have none. Set {ModelProviderOptions.Section}:Providers:{model.Provider}:SupportsTools=true, or give the agent another provider.";

    private async ValueTask<string?> UnreachableAsync(AgentDefinition agent)
    {
        using var over = new CancellationTokenSource(LongestCheck, time);
        try
        {
            var (offered, problem) = await OfferAsync(agent, over.Token);
            // Tools that are known from before are of no use while their server is down.
            return problem ?? offered.Values.Select(static tool => (tool.Tool as McpTool)?.Absence).FirstOrDefault(static absence => absence is not null);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return $"The MCP servers that agent '{agent.Name}' needs did not answer within {LongestCheck.TotalSeconds:0} s.";
        }
    }

    private async ValueTask<(Dictionary<string, OfferedTool> Offered, string? Problem)> OfferAsync(AgentDefinition agent, CancellationToken cancellationToken)
    {
        var (offered, problem) = (new Dictionary<string, OfferedTool>(StringComparer.Ordinal), (string?)null);
        foreach (var use in agent.Tools)
        {
            var (tools, missing) = catalog.Find(use.Name) is { } own ? ([own], null) : catalog.Knows(use.Name) ? ([], catalog.Missing(use.Name)) : await servers.FindAsync(use.Name, cancellationToken);
            foreach (var tool in tools.Where(tool => catalog.Allows(tool)))
            {
                offered[tool.Name] = new OfferedTool(tool, use);
            }

            problem ??= tools.Count > 0 && missing is null ? null : $"Agent '{agent.Name}' uses the tool '{use.Name}': {missing ?? catalog.Missing(use.Name)}";
        }

        return (offered, problem);
    }
}
