using System.Text.Json;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A step waits for a signal.</summary>
public sealed record SignalAwaited(DateTimeOffset At, StepId StepId, string Signal, DateTimeOffset? DueAt) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "signal.awaited";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => state.Waiting(StepId, new SignalWait(Signal, DueAt));

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        writer.WriteString("signal"u8, Signal);
        WriteOptional(writer, "due_at"u8, DueAt);
    }

    internal static SignalAwaited Read(JsonObject json, DateTimeOffset at)
        => new(at, new StepId(json.Text("step_id")), json.Text("signal"), json.OptionalTime("due_at"));
}
