using System.Text.Json;

namespace Agents.Client.Executions;

/// <summary>One visit of one state.</summary>
public sealed record StepRecord
{
    /// <summary>Its id: the same after a restart, and the stem of its idempotency keys.</summary>
    public required string StepId { get; init; }

    /// <summary>The state's name.</summary>
    public required string State { get; init; }

    /// <summary>Where it ran, as <c>state#visit/branch</c> for each step around it (<c>each#1/0/both#1/logs</c>); null for the workflow's own states.</summary>
    public string? Branch { get; init; }

    /// <summary>The state's type, e.g. <c>agent.run</c>.</summary>
    public required string Type { get; init; }

    /// <summary>How often the execution had entered the state then, from 1.</summary>
    public int Visit { get; init; } = 1;

    /// <summary>One of <see cref="StepStatuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>When its first attempt began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, however it ended; null before that.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>From the first attempt's start to the end, waits between attempts included; null until it has ended.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>What the state got, templates rendered; null where it takes nothing.</summary>
    public JsonElement? Input { get; init; }

    /// <summary>What it gave; null until it has succeeded.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>Tokens of all its model calls.</summary>
    public TokenCount Tokens { get; init; } = TokenCount.None;

    /// <summary>US dollars for its model calls; null where a price is unknown.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>What ended it; null unless it failed or timed out.</summary>
    public ExecutionErrorRecord? Error { get; init; }

    /// <summary>Whether its result was taken over from the execution that this one repeats: its tokens and cost are that one's.</summary>
    public bool Reused { get; init; }

    /// <summary>The model that answered last; null where none was asked.</summary>
    public string? Model { get; init; }

    /// <summary>What it waits for, or waited for; null where it runs by itself.</summary>
    public StepWaitRecord? Wait { get; init; }

    /// <summary>How far its branches, items or blocks are; null for a step that does work of its own.</summary>
    public BranchCounts? Branches { get; init; }

    /// <summary>Its tries, in order.</summary>
    public IReadOnlyList<AttemptRecord> Attempts { get; init; } = [];
}

/// <summary>How far the branches of a step are.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Done">How many are over, those that were not taken included.</param>
/// <param name="Failed">How many of them failed.</param>
public sealed record BranchCounts(int Total, int Done, int Failed);

/// <summary>One try of a step.</summary>
public sealed record AttemptRecord
{
    /// <summary>Which try it was, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>One of <see cref="StepStatuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null before that.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When the next try begins; null where none follows.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>What ended it; null unless it failed.</summary>
    public ExecutionErrorRecord? Error { get; init; }

    /// <summary>The model calls that it made, in order.</summary>
    public IReadOnlyList<ModelCallRecord> ModelCalls { get; init; } = [];

    /// <summary>The tool calls that it made, in the order in which they ended.</summary>
    public IReadOnlyList<ToolCallRecord> ToolCalls { get; init; } = [];
}

/// <summary>One call of a tool by an agent.</summary>
public sealed record ToolCallRecord
{
    /// <summary>The call's number; answers of the model and tool calls are numbered together.</summary>
    public required int Call { get; init; }

    /// <summary>Numbers of the calls around it, with <c>:</c> between, where an agent called as a tool made it; null for the step's own agent.</summary>
    public string? Within { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>What the model gave; text where that was no object. Null where the answer that asked for it is not recorded.</summary>
    public JsonElement? Arguments { get; init; }

    /// <summary>What the model was told; null where the call failed.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public ExecutionErrorRecord? Error { get; init; }

    /// <summary>Whether the result was longer than the model may be told, and was cut.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>How often the tool was called for it; 0 where the call was answered without it.</summary>
    public int Tries { get; init; }

    /// <summary>When the result was recorded.</summary>
    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>How long it took, all tries together.</summary>
    public double DurationSeconds { get; init; }
}

/// <summary>One answer of a model.</summary>
public sealed record ModelCallRecord
{
    /// <summary>Which call of its attempt it was, from 1.</summary>
    public required int Call { get; init; }

    /// <summary>The provider that was asked.</summary>
    public required string Provider { get; init; }

    /// <summary>The model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>The answer's text.</summary>
    public required string Text { get; init; }

    /// <summary>Numbers of the tool calls around it, with <c>:</c> between, where an agent called as a tool asked; null for the step's own agent.</summary>
    public string? Within { get; init; }

    /// <summary>How many tool calls the answer asks for.</summary>
    public int AskedToolCalls { get; init; }

    /// <summary>Why the model stopped; null where it did not say.</summary>
    public string? FinishReason { get; init; }

    /// <summary>What the call used.</summary>
    public TokenCount Tokens { get; init; } = TokenCount.None;

    /// <summary>The part of the input tokens that the provider had in its cache.</summary>
    public long CachedInputTokens { get; init; }

    /// <summary>The part of the input tokens that the provider put into its cache.</summary>
    public long CacheWriteTokens { get; init; }

    /// <summary>The part of the output tokens that the model only thought.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>How the answer breaks the output schema, where the workflow accepts such answers; empty where it does not.</summary>
    public IReadOnlyList<string> Degraded { get; init; } = [];

    /// <summary>The models of the list that were asked before this one and gave no answer, with the reasons; empty where it was the first.</summary>
    public IReadOnlyList<SkippedModelRecord> Skipped { get; init; } = [];

    /// <summary>US dollars; null where the price is unknown.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>When the answer was recorded.</summary>
    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>How long the call took.</summary>
    public double DurationSeconds { get; init; }
}

/// <summary>A model that was asked first and gave no answer.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model.</param>
/// <param name="Category">Why: <c>provider_error</c>, <c>rate_limited</c> or <c>timeout</c>.</param>
/// <param name="Message">Why, for people.</param>
public sealed record SkippedModelRecord(string Provider, string Model, string Category, string Message);
