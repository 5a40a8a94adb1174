using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>What later states read from an agent's output: the shape that an agent without an output schema should answer in.</summary>
public static class ReadSchemas
{
    /// <summary>JSON Schema of what is read; null where nothing is.</summary>
    public static JsonValue? Of(Workflow plan, AgentState state) => null;
}
