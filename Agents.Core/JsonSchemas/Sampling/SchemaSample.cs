using Agents.Core.Json;

namespace Agents.Core.JsonSchemas.Sampling;

/// <summary>Makes up values that a schema accepts. Deterministic; every value was validated.</summary>
public static class SchemaSample
{
    /// <summary>Inputs to try a workflow with: defaults, then examples, enums and types; optional properties included.</summary>
    /// <param name="inputSchema">The workflow's input schema; null accepts anything and gives an empty object.</param>
    /// <exception cref="SchemaException">The schema is wrong.</exception>
    public static SampleResult Inputs(JsonValue? inputSchema)
    {
        if (inputSchema is null or JsonBoolean { Value: true })
        {
            return new SampleResult(JsonObject.Empty, []);
        }

        // Inputs are an object whether or not the schema says so.
        var schema = inputSchema is JsonObject members && !members.ContainsKey("type") ? members.With("type", "object") : inputSchema;
        return SchemaSampler.Compile(schema).Sample(SampleOptions.Default);
    }

    /// <summary>A value for a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="seed">Varies the value, e.g. the prompt that it answers.</param>
    /// <param name="label">What free text begins with.</param>
    /// <exception cref="SchemaException">The schema is wrong.</exception>
    public static SampleResult Value(JsonValue schema, string seed = "", string label = "sample")
        => SchemaSampler.Compile(schema).Sample(new SampleOptions { Seed = seed, Label = label });
}
