using System.Text.Json;
using Agents.Core.Executions.Conversations;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A tool gave a result, or failed. Once this is recorded the call is never made again by this attempt.</summary>
/// <param name="At">When.</param>
/// <param name="StepId">The step.</param>
/// <param name="Attempt">The attempt that made the call.</param>
/// <param name="Call">The call's number in its conversation.</param>
public sealed record ToolReturned(DateTimeOffset At, StepId StepId, int Attempt, int Call) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "tool.returned";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>Path of the frame that its step is in (<see cref="FramePath"/>); empty for the workflow's own states.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Numbers of the calls around it, where an agent called as a tool made it (<see cref="Conversation.Find"/>); empty for the step's own agent.</summary>
    public string Within { get; init; } = "";

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>The provider's id of the call.</summary>
    public required string ToolCallId { get; init; }

    /// <summary>What the model is told; null where it failed.</summary>
    public JsonValue? Result { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public ExecutionError? Error { get; init; }

    /// <summary>Whether the failure ends the attempt; else the model is told of it.</summary>
    public bool EndsAttempt { get; init; }

    /// <summary>Whether the result was longer than the tool may give, and was cut.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>How often the tool was called for it: 0 where the call was answered without it.</summary>
    public int Tries { get; init; } = 1;

    /// <summary>How long it took, all tries together.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether the result was given to another execution, whose journal this one was begun with.</summary>
    public bool IsReused { get; init; }

    internal override ExecutionState Apply(ExecutionState state)
    {
        if (IsReused)
        {
            return state;
        }

        var used = new TokenUsage(0, 0, 0m, 0) { ToolCalls = Tries };
        var counted = state with { Usage = state.Usage + used };
        return state.FindFrame(Branch) is { Step: { } step } frame && step.Id == StepId
            ? counted.With(frame with { Step = (step.Runs(Attempt) ? step with { Conversation = step.Conversation?.With(this) } : step) with { Usage = step.Usage + used } })
            : counted;
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        WriteBranch(writer, Branch);
        writer.WriteNumber("attempt"u8, Attempt);
        writer.WriteNumber("call"u8, Call);
        WriteOptional(writer, "within"u8, Within.Length == 0 ? null : Within);
        writer.WriteString("tool"u8, Tool);
        writer.WriteString("tool_call_id"u8, ToolCallId);
        if (Result is not null)
        {
            WriteValue(writer, "result"u8, Result);
        }

        if (Error is not null)
        {
            WriteValue(writer, "error"u8, Error.ToJson());
        }

        WriteFlag(writer, "ends_attempt"u8, EndsAttempt);
        WriteFlag(writer, "truncated"u8, IsTruncated);
        writer.WriteNumber("tries"u8, Tries);
        writer.WriteNumber("duration_seconds"u8, Duration.TotalSeconds);
        WriteFlag(writer, "reused"u8, IsReused);
    }

    internal static ToolReturned Read(JsonObject json, DateTimeOffset at)
        => new(at, new StepId(json.Text("step_id")), json.Integer("attempt"), json.Integer("call"))
        {
            Branch = json.Branch(),
            Within = json.OptionalText("within") ?? "",
            Tool = json.Text("tool"),
            ToolCallId = json.Text("tool_call_id"),
            Result = json.Find("result"),
            Error = json.Find("error") is JsonObject error ? ExecutionError.FromJson(error) : null,
            EndsAttempt = json.Flag("ends_attempt"),
            IsTruncated = json.Flag("truncated"),
            Tries = json.Integer("tries"),
            Duration = TimeSpan.FromSeconds(json.OptionalNumber("duration_seconds") ?? 0),
            IsReused = json.Flag("reused"),
        };

    private static void WriteFlag(Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool isSet)
    {
        if (isSet)
        {
            writer.WriteBoolean(name, true);
        }
    }
}
