using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A branch, an item or a block of a step is over. Its result is not written again: it follows from what its states gave.</summary>
/// <param name="At">When.</param>
/// <param name="Branch">Its path (<see cref="FramePath"/>).</param>
public sealed record BranchEnded(DateTimeOffset At, string Branch) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "branch.ended";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>Why it failed; null where it did not.</summary>
    public ExecutionError? Error { get; init; }

    /// <summary>The attempt of the step that failed it, from 1; 0 where nothing failed.</summary>
    public int Attempt { get; init; }

    internal override ExecutionState Apply(ExecutionState state)
    {
        var branch = state.FrameOf(Branch);
        var (parent, step, composite) = state.OwnerOf(Branch);
        var result = Error is null ? BranchFrames.Result(branch, composite.Shape.Kind) : JsonValue.Null;
        var ended = step with { Composite = composite.End(branch.Index, new BranchResult(branch.Key, result, Error, Attempt)) };
        return state.With(BranchFrames.Leave(parent, branch, ended), state.Frames.WithoutBranchesOf(branch.Step).Without(branch));
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        WriteBranch(writer, Branch);
        if (Error is not null)
        {
            WriteValue(writer, "error"u8, Error.ToJson());
            writer.WriteNumber("attempt"u8, Attempt);
        }
    }

    internal static BranchEnded Read(JsonObject json, DateTimeOffset at) => new(at, json.Text("branch"))
    {
        Error = json.Find("error") is JsonObject error ? ExecutionError.FromJson(error) : null,
        Attempt = (int)(json.OptionalLong("attempt") ?? 0),
    };
}
