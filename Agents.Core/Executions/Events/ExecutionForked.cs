using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>
/// All before was copied from the execution that this one repeats: recorded results, under this execution's own step ids and with the time of the copy.
/// From here on it goes its own way.
/// </summary>
public sealed record ExecutionForked(DateTimeOffset At, ReusedWork Reused) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "execution.forked";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>What it has for inputs from here on; null means the same as before.</summary>
    public JsonObject? Inputs { get; init; }

    internal override ExecutionState Apply(ExecutionState state)
    {
        var forked = state with { Origin = state.Origin with { Reused = Reused, Inputs = Inputs ?? state.Inputs } };
        return Inputs is null ? forked : ForkInputs.Replace(forked, state.Inputs, Inputs);
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteNumber("reused_steps"u8, Reused.Steps);
        writer.WriteNumber("reused_input_tokens"u8, Reused.Usage.InputTokens);
        writer.WriteNumber("reused_output_tokens"u8, Reused.Usage.OutputTokens);
        if (Reused.Usage.CostUsd is { } cost)
        {
            writer.WriteNumber("reused_cost_usd"u8, cost);
        }

        writer.WriteNumber("reused_model_calls"u8, Reused.Usage.ModelCalls);
        if (Inputs is not null)
        {
            WriteValue(writer, "inputs"u8, Inputs);
        }
    }

    internal static ExecutionForked Read(JsonObject json, DateTimeOffset at) => new(at, new ReusedWork(json.Integer("reused_steps"), new TokenUsage(
        json.OptionalLong("reused_input_tokens") ?? 0,
        json.OptionalLong("reused_output_tokens") ?? 0,
        json.OptionalDecimal("reused_cost_usd"),
        json.Integer("reused_model_calls"))))
    {
        Inputs = json.Find("inputs") as JsonObject,
    };
}
