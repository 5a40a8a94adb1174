using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A step is done: its result, what of it goes into the context, and where the execution goes next.</summary>
/// <param name="At">When.</param>
/// <param name="StepId">The step.</param>
/// <param name="State">The state that it visits.</param>
/// <param name="Attempt">The attempt that succeeded, from 1.</param>
/// <param name="Output">The result; null for a step that consists of branches: it follows from theirs.</param>
public sealed record StepSucceeded(DateTimeOffset At, StepId StepId, string State, int Attempt, JsonValue? Output) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "step.succeeded";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>Path of the frame that it is in (<see cref="FramePath"/>); empty for the workflow's own states.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Parts of the result that go into the context.</summary>
    public IReadOnlyList<ContextWrite> Writes { get; init; } = [];

    /// <summary>The next state; null at the end.</summary>
    public string? Next { get; init; }

    internal override ExecutionState Apply(ExecutionState state)
    {
        var frame = state.FrameOf(Branch);
        var output = Output ?? frame.Step?.Composite?.Output ?? JsonValue.Null;
        var left = frame with
        {
            LoopIterations = StateEntry.LoopsAfter(frame.LoopIterations, State, Next),
            Context = ContextWrite.Apply(frame.Context, Writes, output),
            Written = Results.Written(frame, State, Writes, output),
            LastOutput = output,
            Outputs = frame.Outputs.Add(output),
            Step = null,
            Pending = Destination.To(Next),
        };
        return state.With(left, state.Frames.WithoutBranchesOf(frame.Step)).Holding(Output);
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        WriteBranch(writer, Branch);
        writer.WriteString("state"u8, State);
        writer.WriteNumber("attempt"u8, Attempt);
        if (Output is not null)
        {
            WriteValue(writer, "output"u8, Output);
        }

        Results.WriteWrites(writer, Writes);
        WriteOptional(writer, "next"u8, Next);
    }

    internal static StepSucceeded Read(JsonObject json, DateTimeOffset at)
        => new(at, new StepId(json.Text("step_id")), json.Text("state"), json.Integer("attempt"), json.Find("output"))
        {
            Branch = json.Branch(),
            Writes = Results.ReadWrites(json),
            Next = json.OptionalText("next"),
        };
}
