using Agents.Core.Workflows;

namespace Agents.Silo.AgentFiles;

/// <summary>What a plan may want from an environment: agents that its states name and it does not define, and whatever its own agents list as tools.</summary>
internal static class AgentReferences
{
    public static string[] Of(Workflow plan)
        => plan.Format == WorkflowFormat.StateMachine
            ? [.. plan.AllStates().OfType<AgentState>().SelectMany(state => Of(plan, state)).Concat(plan.Agents.Values.SelectMany(agent => ToolsOf(plan, agent))).Distinct()]
            : [];

    /// <summary>What an agent of an environment may want from there in turn.</summary>
    public static IEnumerable<string> ToolsOf(Workflow plan, AgentDefinition agent)
        => agent.Tools.Select(static tool => tool.Name).Where(name => !plan.Agents.ContainsKey(name));

    private static IEnumerable<string> Of(Workflow plan, AgentState state)
        => state.Definition is { } definition ? ToolsOf(plan, definition) : [state.Environment is null ? state.Agent : $"{state.Agent}@{state.Environment}"];
}
