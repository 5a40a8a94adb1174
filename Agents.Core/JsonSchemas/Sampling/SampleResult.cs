using Agents.Core.Json;

namespace Agents.Core.JsonSchemas.Sampling;

/// <summary>A made-up value, or why there is none.</summary>
/// <param name="Value">The value; null where none was found.</param>
/// <param name="Problems">What the closest try broke, with pointers; empty where there is a value.</param>
public sealed record SampleResult(JsonValue? Value, IReadOnlyList<SchemaError> Problems);
