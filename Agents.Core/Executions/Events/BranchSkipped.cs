using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A branch is not taken: nobody chose it, and nothing that it depends on gave it anything.</summary>
/// <param name="At">When.</param>
/// <param name="StepId">The step that it is a part of.</param>
/// <param name="Branch">Its path (<see cref="FramePath"/>).</param>
/// <param name="Key">Its key.</param>
/// <param name="Index">Its place among the branches of its step, from 0.</param>
public sealed record BranchSkipped(DateTimeOffset At, StepId StepId, string Branch, string Key, int Index) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "branch.skipped";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state)
    {
        var (parent, step, composite) = state.OwnerOf(Branch);
        return state.With(parent with { Step = step with { Composite = composite.Skip(Index, Key) } });
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        WriteBranch(writer, Branch);
        writer.WriteString("key"u8, Key);
        writer.WriteNumber("index"u8, Index);
    }

    internal static BranchSkipped Read(JsonObject json, DateTimeOffset at)
        => new(at, new StepId(json.Text("step_id")), json.Text("branch"), json.Text("key"), json.Integer("index"));
}
