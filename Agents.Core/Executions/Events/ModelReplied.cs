using System.Text.Json;
using Agents.Core.Executions.Conversations;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A model answered. Once this is recorded the call is paid for and never made again.</summary>
public sealed record ModelReplied(DateTimeOffset At, StepId StepId, int Attempt, int Call) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "model.replied";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>Path of the frame that its step is in (<see cref="FramePath"/>); empty for the workflow's own states.</summary>
    public string Branch { get; init; } = "";

    /// <summary>The provider that was asked.</summary>
    public required string Provider { get; init; }

    /// <summary>The model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>The answer's text.</summary>
    public required string Text { get; init; }

    /// <summary>Why the model stopped; null where it did not say.</summary>
    public string? FinishReason { get; init; }

    /// <summary>What the call used.</summary>
    public required TokenUsage Usage { get; init; }

    /// <summary>How long the call took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How the answer breaks the output schema, where it was accepted all the same; empty where it does not, or was not.</summary>
    public IReadOnlyList<string> Degraded { get; init; } = [];

    /// <summary>The models that were asked before this one and gave no answer; empty where it was the first.</summary>
    public IReadOnlyList<SkippedModel> Skipped { get; init; } = [];

    /// <summary>
    /// The tool calls that it asks for; empty where it asks for none. Null where the agent has no tools: such an answer is no part of a conversation.
    /// </summary>
    public IReadOnlyList<ToolRequest>? ToolCalls { get; init; }

    /// <summary>The whole answer in the provider's own parts, where it has to be given back unchanged; null where text and tool calls say all.</summary>
    public JsonValue? Message { get; init; }

    /// <summary>Numbers of the tool calls around it, where an agent called as a tool asked (<see cref="Conversation.Find"/>); empty for the step's own agent.</summary>
    public string Within { get; init; } = "";

    /// <summary>Whether the answer was given to another execution, whose journal this one was begun with: it cost this one nothing.</summary>
    public bool IsReused { get; init; }

    internal override ExecutionState Apply(ExecutionState state)
    {
        if (IsReused)
        {
            return state;
        }

        var total = state.Usage + Usage;
        if (state.FindFrame(Branch) is not { Step: { } step } frame || step.Id != StepId)
        {
            // Its step is over; what it cost still counts.
            return state with { Usage = total };
        }

        var used = frame with { Step = WithAnswer(step) with { Usage = step.Usage + Usage } };
        return frame.Path.Length == 0 ? state with { Usage = total, Root = used } : state with { Usage = total, Frames = state.Frames.With(used) };
    }

    private StepState WithAnswer(StepState step)
        => ToolCalls is not null && step.Runs(Attempt) ? step with { Conversation = (step.Conversation ?? Conversation.Empty).With(this) } : step;

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        WriteBranch(writer, Branch);
        writer.WriteNumber("attempt"u8, Attempt);
        writer.WriteNumber("call"u8, Call);
        writer.WriteString("provider"u8, Provider);
        writer.WriteString("model"u8, Model);
        writer.WriteString("text"u8, Text);
        WriteOptional(writer, "finish_reason"u8, FinishReason);
        writer.WriteNumber("input_tokens"u8, Usage.InputTokens);
        writer.WriteNumber("output_tokens"u8, Usage.OutputTokens);
        WriteParts(writer);
        if (Usage.CostUsd is { } cost)
        {
            writer.WriteNumber("cost_usd"u8, cost);
        }

        writer.WriteNumber("duration_seconds"u8, Duration.TotalSeconds);
        if (ToolCalls is not null)
        {
            WriteValue(writer, "tool_calls"u8, JsonArray.From(ToolCalls.Select(static request => (JsonValue)request.ToJson())));
        }

        if (Message is not null)
        {
            WriteValue(writer, "message"u8, Message);
        }

        if (Degraded.Count > 0)
        {
            WriteValue(writer, "degraded"u8, JsonArray.From(Degraded.Select(static problem => (JsonValue)problem)));
        }

        if (Skipped.Count > 0)
        {
            writer.WriteStartArray("skipped"u8);
            foreach (var model in Skipped)
            {
                model.Write(writer);
            }

            writer.WriteEndArray();
        }

        WriteOptional(writer, "within"u8, Within.Length == 0 ? null : Within);
        if (IsReused)
        {
            writer.WriteBoolean("reused"u8, true);
        }
    }

    // Most calls have none of these.
    private void WriteParts(Utf8JsonWriter writer)
    {
        WritePart("cached_input_tokens", Usage.CachedInputTokens);
        WritePart("cache_write_tokens", Usage.CacheWriteTokens);
        WritePart("reasoning_tokens", Usage.ReasoningTokens);

        void WritePart(string name, long tokens)
        {
            if (tokens > 0)
            {
                writer.WriteNumber(name, tokens);
            }
        }
    }

    internal static ModelReplied Read(JsonObject json, DateTimeOffset at)
        => new(at, new StepId(json.Text("step_id")), json.Integer("attempt"), json.Integer("call"))
        {
            Branch = json.Branch(),
            Provider = json.Text("provider"),
            Model = json.Text("model"),
            Text = json.Text("text"),
            FinishReason = json.OptionalText("finish_reason"),
            Usage = new TokenUsage(json.OptionalLong("input_tokens") ?? 0, json.OptionalLong("output_tokens") ?? 0, json.OptionalDecimal("cost_usd"), 1)
            {
                CachedInputTokens = json.OptionalLong("cached_input_tokens") ?? 0,
                CacheWriteTokens = json.OptionalLong("cache_write_tokens") ?? 0,
                ReasoningTokens = json.OptionalLong("reasoning_tokens") ?? 0,
            },
            Degraded = json.Find("degraded") is JsonArray degraded ? [.. degraded.OfType<JsonString>().Select(static problem => problem.Value)] : [],
            Skipped = json.Find("skipped") is JsonArray skipped ? [.. skipped.Select(SkippedModel.Read)] : [],
            Duration = TimeSpan.FromSeconds(json.OptionalNumber("duration_seconds") ?? 0),
            ToolCalls = json.Find("tool_calls") is JsonArray calls ? [.. calls.Cast<JsonObject>().Select(ToolRequest.FromJson)] : null,
            Message = json.Find("message"),
            Within = json.OptionalText("within") ?? "",
            IsReused = json.Flag("reused"),
        };
}
