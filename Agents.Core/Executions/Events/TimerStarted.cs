using System.Text.Json;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A step waits for a time.</summary>
public sealed record TimerStarted(DateTimeOffset At, StepId StepId, DateTimeOffset DueAt) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "timer.started";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => state.Waiting(StepId, new TimerWait(DueAt));

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        WriteOptional(writer, "due_at"u8, DueAt);
    }

    internal static TimerStarted Read(JsonObject json, DateTimeOffset at) => new(at, new StepId(json.Text("step_id")), json.Time("due_at"));
}
