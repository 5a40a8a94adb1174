using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>An attempt failed: for good, or with the time of the next one.</summary>
public sealed record StepFailed(DateTimeOffset At, StepId StepId, string State, int Visit, int Attempt, ExecutionError Error) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "step.failed";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>Path of the frame that it is in (<see cref="FramePath"/>); empty for the workflow's own states.</summary>
    public string Branch { get; init; } = "";

    /// <summary>When the next attempt begins; null means that there is none.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    internal override ExecutionState Apply(ExecutionState state)
    {
        var frame = state.FrameOf(Branch);
        if (frame.Step is not { } step || step.Id != StepId)
        {
            // It failed before its first attempt: a template or an expression of its own.
            return state.With(StateEntry.Enter(frame, State, Visit, step: null));
        }

        // What the models and tools said before a provider failed still holds; an answer that was no good is not led to again.
        return RetryAt is null
            ? state.With(frame with { Step = null }, state.Frames.WithoutBranchesOf(step))
            : state.With(frame with { Step = step with { Status = StepStatus.Pending, RetryAt = RetryAt, Deadline = null, Wait = null, Conversation = Error.Category == ErrorCategory.Validation ? null : step.Conversation } });
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        WriteBranch(writer, Branch);
        writer.WriteString("state"u8, State);
        writer.WriteNumber("visit"u8, Visit);
        writer.WriteNumber("attempt"u8, Attempt);
        WriteValue(writer, "error"u8, Error.ToJson());
        WriteOptional(writer, "retry_at"u8, RetryAt);
    }

    internal static StepFailed Read(JsonObject json, DateTimeOffset at)
        => new(
            at,
            new StepId(json.Text("step_id")),
            json.Text("state"),
            json.Integer("visit"),
            json.Integer("attempt"),
            ExecutionError.FromJson(json.Object("error")))
        {
            Branch = json.Branch(),
            RetryAt = json.OptionalTime("retry_at"),
        };
}
