using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>What holds a test run down. Recorded with the execution, so that it means the same whatever the settings are later.</summary>
/// <param name="MaxTokens">Longest answer of a model call, in tokens; a smaller limit of the definition stays.</param>
/// <param name="Time">How long it may take from its start; a shorter limit of the definition stays.</param>
/// <param name="MaxIterations">How often a loop runs; a smaller limit of the definition stays.</param>
public sealed record TestRunCaps(int MaxTokens, TimeSpan Time, int MaxIterations)
{
    /// <summary>The caps as the journal and messages between grains write them.</summary>
    public JsonObject ToJson() => JsonObject.Of(("max_tokens", (long)MaxTokens), ("time_seconds", Time.TotalSeconds), ("max_iterations", (long)MaxIterations));

    /// <summary>Reads what <see cref="ToJson"/> wrote; null where there is nothing.</summary>
    /// <exception cref="InvalidDataException">A cap is missing.</exception>
    public static TestRunCaps? FromJson(JsonObject? json) => json is null ? null : new TestRunCaps(
        json.Integer("max_tokens"), TimeSpan.FromSeconds(json.OptionalNumber("time_seconds") ?? throw new InvalidDataException("The test run has no 'time_seconds'.")), json.Integer("max_iterations"));
}
