using System.Runtime.CompilerServices;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Secrets;

/// <summary>What executions of a workflow are given beside their inputs: what it declares, and what its tools' settings refer to.</summary>
public static class WorkflowEnvironment
{
    private static readonly ConditionalWeakTable<Workflow, EnvironmentVariable[]> Known = [];

    /// <summary>By name, in the definition's order. A variable that only a reference names is required.</summary>
    public static IReadOnlyList<EnvironmentVariable> Of(Workflow plan) => Known.GetValue(plan, static plan => [.. plan.Environment
        .Concat(Agents(plan).SelectMany(static agent => agent.Tools).SelectMany(static tool => tool.Config is null ? [] : References(tool.Config)).Select(static name => new EnvironmentVariable(name)))
        .DistinctBy(static variable => variable.Name)]);

    private static IEnumerable<AgentDefinition> Agents(Workflow plan)
        => plan.Agents.Values.Concat(plan.AllStates().OfType<AgentState>().Select(static state => state.Definition).OfType<AgentDefinition>());

    private static IEnumerable<string> References(JsonValue value) => value switch
    {
        JsonString text => SecretReference.Names(text.Value, "env"),
        JsonObject document => document.Values.SelectMany(References),
        JsonArray array => array.SelectMany(References),
        _ => [],
    };
}
