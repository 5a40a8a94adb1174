using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A branch, an item or a block of a step began.</summary>
/// <param name="At">When.</param>
/// <param name="StepId">The step that it is a part of.</param>
/// <param name="Branch">Its path (<see cref="FramePath"/>).</param>
/// <param name="Key">The branch's name, the item's index, or <c>try</c>, <c>catch</c>, <c>finally</c>.</param>
/// <param name="Index">Its place among the branches of its step, from 0.</param>
public sealed record BranchStarted(DateTimeOffset At, StepId StepId, string Branch, string Key, int Index) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "branch.started";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>What it was given; null where its step's input says it.</summary>
    public JsonValue? Input { get; init; }

    internal override ExecutionState Apply(ExecutionState state)
    {
        var (parent, step, composite) = state.OwnerOf(Branch);
        var begun = step with
        {
            Composite = composite.Begin(Index, Branch),
            // What runs in any case is not cut short.
            Deadline = composite.Shape.Kind == CompositeKind.Try && Key == TryBlock.Finally.Key ? null : step.Deadline,
        };
        var branch = BranchFrames.Open(parent, step, Branch, Key, Index, Input, state.Seq + 1);
        return state.With(parent with { Step = begun }, state.Frames.With(branch));
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        WriteBranch(writer, Branch);
        writer.WriteString("key"u8, Key);
        writer.WriteNumber("index"u8, Index);
        if (Input is not null)
        {
            WriteValue(writer, "input"u8, Input);
        }
    }

    internal static BranchStarted Read(JsonObject json, DateTimeOffset at)
        => new(at, new StepId(json.Text("step_id")), json.Text("branch"), json.Text("key"), json.Integer("index")) { Input = json.Find("input") };
}
