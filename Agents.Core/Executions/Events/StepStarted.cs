using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>An attempt of a step began. What it got is recorded, so that a repeated attempt after a crash gets the same.</summary>
public sealed record StepStarted(DateTimeOffset At, StepId StepId, string State, int Visit, int Attempt) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "step.started";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>What the state got; null on later attempts, which get what the first one got.</summary>
    public JsonValue? Input { get; init; }

    /// <summary>When the attempt must be over; null means never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    internal override ExecutionState Apply(ExecutionState state)
        => state.FindStep(StepId) is { } waiting
            ? state.WithStep(waiting with { Attempt = Attempt, Status = StepStatus.Running, RetryAt = null, Deadline = Deadline })
            : Enter(state).WithStep(new StepState(StepId, State, Visit, Attempt, Input ?? JsonValue.Null) { StartedAt = At, Deadline = Deadline, Usage = TokenUsage.None });

    private ExecutionState Enter(ExecutionState state) => StateEntry.Enter(state, State, Visit);

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        writer.WriteString("state"u8, State);
        writer.WriteNumber("visit"u8, Visit);
        writer.WriteNumber("attempt"u8, Attempt);
        if (Input is not null)
        {
            WriteValue(writer, "input"u8, Input);
        }

        WriteOptional(writer, "deadline"u8, Deadline);
    }

    internal static StepStarted Read(JsonObject json, DateTimeOffset at)
        => new(at, new StepId(json.Text("step_id")), json.Text("state"), json.Integer("visit"), json.Integer("attempt"))
        {
            Input = json.Find("input"),
            Deadline = json.OptionalTime("deadline"),
        };
}
