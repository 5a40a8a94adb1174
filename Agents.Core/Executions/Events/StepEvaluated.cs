using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A pure state was computed: it is entered and left in one event, which rides along with the next step's commit.</summary>
public sealed record StepEvaluated(DateTimeOffset At, StepId StepId, string State, int Visit) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "step.evaluated";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>Path of the frame that it was computed in (<see cref="FramePath"/>); empty for the workflow's own states.</summary>
    public string Branch { get; init; } = "";

    /// <summary>The state's result; null where it passes its input through (a switch).</summary>
    public JsonValue? Output { get; init; }

    /// <summary>Parts of the result that go into the context.</summary>
    public IReadOnlyList<ContextWrite> Writes { get; init; } = [];

    /// <summary>The next state; null at the end.</summary>
    public string? Next { get; init; }

    /// <summary>The condition that decided; null where none did.</summary>
    public string? Condition { get; init; }

    /// <summary>What went otherwise than asked, for people; null where nothing did.</summary>
    public string? Warning { get; init; }

    internal override ExecutionState Apply(ExecutionState state)
    {
        var frame = state.FrameOf(Branch);
        return state.With(frame with
        {
            Visits = frame.Visits.SetItem(State, Visit),
            LoopIterations = StateEntry.LoopsAfter(StateEntry.LoopsInside(frame, State), State, Next),
            CurrentState = State,
            Context = Output is null ? frame.Context : ContextWrite.Apply(frame.Context, Writes, Output),
            Written = Output is null ? frame.Written : Results.Written(frame, State, Writes, Output),
            LastOutput = Output ?? frame.LastOutput,
            Outputs = Output is null ? frame.Outputs : frame.Outputs.Add(Output),
            Pending = Destination.To(Next),
        }).Holding(Output);
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        WriteBranch(writer, Branch);
        writer.WriteString("state"u8, State);
        writer.WriteNumber("visit"u8, Visit);
        if (Output is not null)
        {
            WriteValue(writer, "output"u8, Output);
        }

        Results.WriteWrites(writer, Writes);
        WriteOptional(writer, "next"u8, Next);
        WriteOptional(writer, "condition"u8, Condition);
        WriteOptional(writer, "warning"u8, Warning);
    }

    internal static StepEvaluated Read(JsonObject json, DateTimeOffset at)
        => new(at, new StepId(json.Text("step_id")), json.Text("state"), json.Integer("visit"))
        {
            Branch = json.Branch(),
            Output = json.Find("output"),
            Writes = Results.ReadWrites(json),
            Next = json.OptionalText("next"),
            Condition = json.OptionalText("condition"),
            Warning = json.OptionalText("warning"),
        };
}
