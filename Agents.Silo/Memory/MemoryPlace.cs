using Agents.Core.Workflows;

namespace Agents.Silo.Memory;

/// <summary>Whose memory it is.</summary>
/// <param name="Scope"><c>agent</c>, <c>workflow</c> or <c>node</c>.</param>
/// <param name="Owner">The workflow, and within it the agent or the state.</param>
internal readonly record struct MemoryPlace(string Scope, string Owner)
{
    /// <summary>An agent is a part of its workflow: agents of the same name in two workflows share nothing.</summary>
    public static MemoryPlace Of(string scope, string workflowId, string state, string agent) => new(scope, scope switch
    {
        "workflow" => workflowId,
        "node" => $"{workflowId}/{state}",
        _ => $"{workflowId}/{agent}",
    });

    /// <summary>What holds where nobody says anything.</summary>
    public static MemoryOptions OptionsOf(AgentDefinition agent) => agent.Memory ?? new MemoryOptions(true);
}
