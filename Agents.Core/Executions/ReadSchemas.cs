using System.Runtime.CompilerServices;
using Agents.Core.Executions.Reads;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>What later states read from an agent's output: the shape that an agent without an output schema should answer in.</summary>
public static class ReadSchemas
{
    // Asked for on every step of every execution: worked out once per plan, for all of its agents together.
    private static readonly ConditionalWeakTable<Workflow, IReadOnlyDictionary<State, JsonValue>> Known = [];

    /// <summary>
    /// JSON Schema of what the workflow reads from a state's output: an object with every field that a condition, template, path or program
    /// names, each of the type that its use tells, else text; where the output is the workflow's result, also what the output schema asks.
    /// A guess from the text of the workflow, good enough to make up data that it runs on; nothing is held to it.
    /// </summary>
    /// <param name="plan">The workflow.</param>
    /// <param name="state">One of its agent states, nested ones included.</param>
    /// <returns>The schema; null where nothing is read, or only the whole output as text.</returns>
    public static JsonValue? Of(Workflow plan, AgentState state)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Known.GetValue(plan, Compute).GetValueOrDefault(state);
    }

    /// <summary>
    /// JSON Schema of the inputs that a workflow without an input schema reads: an object with every name that nothing in the workflow writes, each of
    /// the type that its use tells, else text. A guess, good enough to try the workflow with; nothing is held to it.
    /// </summary>
    /// <param name="plan">The workflow.</param>
    /// <returns>The schema; null where it reads no inputs. A declared input schema is returned as it is.</returns>
    public static JsonValue? OfInputs(Workflow plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.InputSchema ?? (plan.Format == WorkflowFormat.Graph ? null : new OutputFlow(plan).Inputs());
    }

    // Every node of the graph format declares what it answers: there is nothing to guess.
    private static Dictionary<State, JsonValue> Compute(Workflow plan)
        => plan.Format == WorkflowFormat.Graph ? [] : new OutputFlow(plan).Schemas();
}
