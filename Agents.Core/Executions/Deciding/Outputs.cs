using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>What an execution gives back: the last state's result, or all fields of a graph's state.</summary>
internal static class Outputs
{
    public static JsonValue Of(Frame root, Workflow plan)
        => plan.Format == WorkflowFormat.Graph
            ? JsonObject.From(plan.Fields.Select(field => KeyValuePair.Create(field.Name, root.Context.Find(field.Name) ?? field.Default)))
            : root.LastOutput;

    /// <summary>Ends an execution with its outputs, or with the reason why they are not what the workflow promises.</summary>
    public static ExecutionEvent End(Frame root, Workflow plan, DateTimeOffset now)
    {
        var outputs = Of(root, plan);
        return Conformity.OfOutputs(plan, outputs) is { } misfit ? new ExecutionFailed(now, misfit) : new ExecutionCompleted(now, outputs);
    }
}
