using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A step took a signal; no other step gets it.</summary>
public sealed record SignalConsumed(DateTimeOffset At, StepId StepId, string Id) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "signal.consumed";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => state with { Signals = state.Signals.Without(Id) };

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        writer.WriteString("id"u8, Id);
    }

    internal static SignalConsumed Read(JsonObject json, DateTimeOffset at) => new(at, new StepId(json.Text("step_id")), json.Text("id"));
}
