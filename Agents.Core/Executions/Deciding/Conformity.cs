using System.Runtime.CompilerServices;
using Agents.Core.Json;
using Agents.Core.JsonSchemas;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Holds values to the schemas that a definition gives for them, while it runs.</summary>
internal static class Conformity
{
    private const int MostProblems = 5;

    // A plan's schemas are compiled once and go with the plan.
    private static readonly ConditionalWeakTable<JsonValue, JsonSchema> Compiled = [];

    /// <summary>Why an agent's rendered input breaks its input schema: its variables, else its input; null where it does not, or there is none.</summary>
    public static ExecutionError? OfAgentInput(AgentState state, JsonObject rendered)
        => state.Definition?.InputSchema is { } schema
            && (rendered.Find(StepInputs.Variables) ?? rendered.Find(StepInputs.Input)) is { } given
            && Problems(schema, given) is { } problems
            ? new ExecutionError(
                ErrorCategory.Validation, $"The input of agent '{state.Agent}' breaks its input schema. {problems} Give it an 'input' or 'variables' that fit, or change the schema.")
            : null;

    /// <summary>Why an execution's outputs break the workflow's output schema; null where they do not, or there is none.</summary>
    public static ExecutionError? OfOutputs(Workflow plan, JsonValue outputs)
        => plan.OutputSchema is { } schema && Problems(schema, outputs) is { } problems
            ? new ExecutionError(
                ErrorCategory.Validation, $"The outputs break the workflow's outputSchema. {problems} Let the last state give what the schema asks, or change the schema.")
            : null;

    private static string? Problems(JsonValue schema, JsonValue value)
    {
        var compiled = Compiled.GetValue(schema, static written => JsonSchema.Compile(written));
        return compiled.IsValid(value) ? null : string.Join(" ", compiled.Validate(value).Errors.Take(MostProblems));
    }
}
