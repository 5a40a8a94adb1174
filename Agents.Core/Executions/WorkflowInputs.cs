using System.Runtime.CompilerServices;
using Agents.Core.Diagnostics;
using Agents.Core.Json;
using Agents.Core.JsonSchemas;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>What an execution is started with: defaults filled in, and checked against the workflow's schema and fields.</summary>
public static class WorkflowInputs
{
    private const string DoesNotFit = "INPUT_INVALID";

    // A plan's schema is compiled once and goes with the plan.
    private static readonly ConditionalWeakTable<Workflow, JsonSchema> Schemas = [];

    /// <summary>Binds inputs to a workflow.</summary>
    /// <param name="plan">The workflow.</param>
    /// <param name="inputs">What the caller gave.</param>
    /// <returns>The inputs with defaults, and what is wrong with them; an execution must not start where that is anything.</returns>
    public static (JsonObject Inputs, IReadOnlyList<Diagnostic> Problems) Bind(Workflow plan, JsonObject inputs)
    {
        if (plan.Format == WorkflowFormat.Graph)
        {
            // A field's default may be null, which its type need not allow: what the caller gave is what is checked.
            return (WithFieldDefaults(plan, inputs), Problems(plan, inputs));
        }

        var bound = WithCronDefaults(plan, WithSchemaDefaults(plan.InputSchema as JsonObject, inputs));
        return (bound, Problems(plan, bound));
    }

    private static JsonObject WithFieldDefaults(Workflow plan, JsonObject inputs)
        => inputs.Aggregate(
            JsonObject.From(plan.Fields.Select(static field => KeyValuePair.Create(field.Name, field.Default))),
            static (bound, input) => bound.With(input.Key, input.Value));

    private static JsonObject WithSchemaDefaults(JsonObject? schema, JsonObject inputs)
    {
        if (schema?.Find("properties") is not JsonObject properties)
        {
            return inputs;
        }

        foreach (var (name, property) in properties)
        {
            if (!inputs.ContainsKey(name) && property is JsonObject document && document.TryGetValue("default", out var value))
            {
                inputs = inputs.With(name, value);
            }
        }

        return inputs;
    }

    // What a cron start state gives, the caller need not.
    private static JsonObject WithCronDefaults(Workflow plan, JsonObject inputs)
        => plan.Start is ToTransition start && plan.FindState(start.Target) is CronState cron
            ? inputs.Aggregate(cron.Data, static (bound, input) => bound.With(input.Key, input.Value))
            : inputs;

    private static List<Diagnostic> Problems(Workflow plan, JsonObject inputs)
    {
        if (plan.InputSchema is null)
        {
            return [];
        }

        var schema = Schemas.GetValue(plan, static key => JsonSchema.Compile(key.InputSchema!));
        return schema.IsValid(inputs)
            ? []
            : [.. schema.Validate(inputs).Errors.Select(static error => new Diagnostic(DoesNotFit, DiagnosticSeverity.Error, error.InstancePointer, error.Message)
            {
                Expected = error.Expected,
                Actual = error.Actual,
                Hint = error.Hint,
            })];
    }
}
