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
    // An agent that calls agents that call agents: deeper is mostly a circle.
    private const int MostLevels = 3;

    // Whoever starts an execution waits for it, and a server that takes longer is as good as down.
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(10);

    // Most workflows use no tools, and pay nothing for those that do.
    private readonly ConditionalWeakTable<Workflow, (AgentDefinition Agent, bool IsCalled)[]> _users = [];

    /// <summary>Why a workflow's agents cannot have the tools that they list; empty where they can. The offline model goes without those that are missing.</summary>
    /// <param name="plan">The workflow.</param>
    /// <param name="modelOf">The model that an agent asks.</param>
    public async ValueTask<IReadOnlyList<string>> RefusalsAsync(Workflow plan, Func<AgentDefinition, ModelResolution> modelOf)
    {
        var users = _users.GetValue(plan, static known => [.. Users(known)]);
        if (users.Length == 0)
        {
            return [];
        }

        var problems = new List<string>();
        foreach (var (agent, isCalled) in users)
        {
            if (!modelOf(agent).TryGetModel(out var model, out var failure))
            {
                // Of a state's own agent it is told elsewhere.
                problems.AddRange(isCalled ? [failure.Message] : []);
            }
            else if (!model.Capabilities.IsOffline && agent.Tools.Count > 0 && await RefusalAsync(plan, agent, model) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return problems;
    }

    /// <summary>What an agent that uses tools works with; null where it lists none. The problem tells which tool is missing, and the use is without it.</summary>
    public async ValueTask<(ToolUse? Use, string? Problem)> ForAsync(
        Workflow plan,
        AgentDefinition agent,
        ExecutionState execution,
        StepState step,
        Func<StepState, ExecutionEvent, Task<bool>> record,
        Func<AgentDefinition, ModelResolution> modelOf,
        CancellationToken cancellationToken)
    {
        if (agent.Tools.Count == 0)
        {
            return (null, null);
        }

        return await UseAsync(agent, "", step.Conversation ?? Conversation.Empty, cancellationToken);

        async Task<(ToolUse Use, string? Problem)> UseAsync(AgentDefinition user, string within, Conversation conversation, CancellationToken stop)
        {
            var (offered, problem) = await OfferAsync(plan, user, Levels(within), stop);
            return (new ToolUse
            {
                Tools = offered,
                Caller = caller,
                Step = step,
                ExecutionId = execution.Id,
                WorkflowId = plan.Id,
                Conversation = conversation,
                Within = within,
                Record = record,
                Nest = async (called, place, recorded, ends) => ((await UseAsync(called, place, recorded, ends)).Use, modelOf(called)),
            }, problem);
        }
    }

    private static int Levels(string within) => within.Length == 0 ? 0 : within.Count(static character => character == ':') + 1;

    // The agents of states that use tools, and those that they call.
    private static IEnumerable<(AgentDefinition Agent, bool IsCalled)> Users(Workflow plan)
    {
        var own = plan.AllStates().OfType<AgentState>().Select(static state => state.Definition).OfType<AgentDefinition>().Where(static agent => agent.Tools.Count > 0).Distinct().ToList();
        var called = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<AgentDefinition>(own);
        while (open.TryDequeue(out var agent))
        {
            foreach (var name in agent.Tools.Select(static tool => tool.Name).Where(name => plan.Agents.ContainsKey(name) && called.Add(name)))
            {
                open.Enqueue(plan.Agents[name]);
            }
        }

        return own.Select(static agent => (agent, false)).Concat(called.Select(name => (plan.Agents[name], true)));
    }

    private async ValueTask<string?> RefusalAsync(Workflow plan, AgentDefinition agent, ResolvedModel model)
        => model.Capabilities.Tools
            ? await UnreachableAsync(plan, agent)
            : $"Agent '{agent.Name}' uses tools, and the provider '{model.Provider}' is set to have none. Set {ModelProviderOptions.Section}:Providers:{model.Provider}:SupportsTools=true, or give the agent another provider.";

    private async ValueTask<string?> UnreachableAsync(Workflow plan, AgentDefinition agent)
    {
        using var over = new CancellationTokenSource(LongestCheck, time);
        try
        {
            var (offered, problem) = await OfferAsync(plan, agent, 0, over.Token);
            // Tools that are known from before are of no use while their server is down.
            return problem ?? offered.Values.Select(static tool => (tool.Tool as McpTool)?.Absence).FirstOrDefault(static absence => absence is not null);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return $"The MCP servers that agent '{agent.Name}' needs did not answer within {LongestCheck.TotalSeconds:0} s.";
        }
    }

    private async ValueTask<(Dictionary<string, OfferedTool> Offered, string? Problem)> OfferAsync(
        Workflow plan, AgentDefinition agent, int level, CancellationToken cancellationToken)
    {
        var (offered, problem) = (new Dictionary<string, OfferedTool>(StringComparer.Ordinal), (string?)null);
        foreach (var use in agent.Tools)
        {
            if (plan.Agents.TryGetValue(use.Name, out var called))
            {
                // At the last level it goes without: it has to answer by itself.
                if (level < MostLevels)
                {
                    var tool = new AgentTool(called);
                    offered[tool.Name] = new OfferedTool(tool, use);
                }

                continue;
            }

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
