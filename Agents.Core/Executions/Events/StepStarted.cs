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

    /// <summary>Path of the frame that it is in (<see cref="FramePath"/>); empty for the workflow's own states.</summary>
    public string Branch { get; init; } = "";

    /// <summary>What the state got; null on later attempts, which get what the first one got.</summary>
    public JsonValue? Input { get; init; }

    /// <summary>What branches it consists of; null for a step that does work of its own, and on later attempts.</summary>
    public CompositeShape? Composite { get; init; }

    /// <summary>When the attempt must be over; null means never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    internal override ExecutionState Apply(ExecutionState state)
    {
        var frame = state.FrameOf(Branch);
        return state.With(frame.Step is { } waiting && waiting.Id == StepId
            ? frame with { Step = waiting with { Attempt = Attempt, Status = StepStatus.Running, RetryAt = null, Deadline = Deadline, Conversation = waiting.Conversation?.Resumed() } }
            : StateEntry.Enter(frame, State, Visit, NewStep()));
    }

    private StepState NewStep() => new(StepId, State, Visit, Attempt, Input ?? JsonValue.Null)
    {
        Branch = Branch,
        Composite = Composite is null ? null : new Composite(Composite),
        StartedAt = At,
        Deadline = Deadline,
        Usage = TokenUsage.None,
    };

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        WriteBranch(writer, Branch);
        writer.WriteString("state"u8, State);
        writer.WriteNumber("visit"u8, Visit);
        writer.WriteNumber("attempt"u8, Attempt);
        if (Input is not null)
        {
            WriteValue(writer, "input"u8, Input);
        }

        if (Composite is not null)
        {
            WriteValue(writer, "composite"u8, Composite.ToJson());
        }

        WriteOptional(writer, "deadline"u8, Deadline);
    }

    internal static StepStarted Read(JsonObject json, DateTimeOffset at)
        => new(at, new StepId(json.Text("step_id")), json.Text("state"), json.Integer("visit"), json.Integer("attempt"))
        {
            Branch = json.Branch(),
            Input = json.Find("input"),
            Composite = json.Find("composite") is JsonObject shape ? CompositeShape.FromJson(shape) : null,
            Deadline = json.OptionalTime("deadline"),
        };
}
