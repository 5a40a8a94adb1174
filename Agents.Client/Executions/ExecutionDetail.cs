using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agents.Client.Executions;

/// <summary>One execution: the fold of its journal.</summary>
public sealed record ExecutionDetail : ExecutionSummary
{
    /// <summary>What it was started with, defaults filled in and secrets redacted: a JSON object.</summary>
    [JsonPropertyOrder(1)]
    public required JsonElement Inputs { get; init; }

    /// <summary>What it produced; null until it has completed.</summary>
    [JsonPropertyOrder(1)]
    public JsonElement? Outputs { get; init; }

    /// <summary>Sequence number of its last event; 0 where it has none.</summary>
    [JsonPropertyOrder(1)]
    public long LastSeq { get; init; }

    /// <summary>Its place among the queued executions, from 1, as they stand now; null where it is not queued.</summary>
    [JsonPropertyOrder(1)]
    public long? QueuePosition { get; init; }

    /// <summary>When it must be over; null means never.</summary>
    [JsonPropertyOrder(1)]
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>What it may spend; null means no limit.</summary>
    [JsonPropertyOrder(1)]
    public BudgetRecord? Budget { get; init; }

    /// <summary>How many model calls it made, retries included.</summary>
    [JsonPropertyOrder(1)]
    public int ModelCalls { get; init; }

    /// <summary>The step that took the longest; null until a step is done.</summary>
    [JsonPropertyOrder(1)]
    public BottleneckRecord? BottleneckInfo { get; init; }

    /// <summary>The execution that started this one and waits for its end; null where none of ours does.</summary>
    [JsonPropertyOrder(1)]
    public string? ParentExecutionId { get; init; }

    /// <summary>The execution that this one repeats, and what it reuses of it; null where it repeats none.</summary>
    [JsonPropertyOrder(1)]
    public ForkRecord? ForkedFrom { get; init; }

    /// <summary>The earliest time at which it goes on, retries or gives up by itself; null where no time does anything.</summary>
    [JsonPropertyOrder(1)]
    public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>W3C trace id; null where tracing was off.</summary>
    [JsonPropertyOrder(1)]
    public string? TraceId { get; init; }

    /// <summary>Addresses of what belongs to it, relative to the gateway: <c>self</c>, <c>steps</c>, <c>events</c>, <c>context</c>, <c>stream</c>, <c>workflow</c>.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyDictionary<string, string> Links { get; init; } = new Dictionary<string, string>();
}

/// <summary>Where an execution's time went.</summary>
/// <param name="State">The state.</param>
/// <param name="StepId">The step.</param>
/// <param name="DurationSeconds">How long the step took, all attempts and waits between them included.</param>
/// <param name="Share">Its part of the execution's duration, 0 to 1.</param>
public sealed record BottleneckRecord(string State, string StepId, double DurationSeconds, double Share)
{
    /// <summary>The steps that decided how long the execution took.</summary>
    public required CriticalPathRecord CriticalPath { get; init; }
}

/// <summary>Steps that an execution could not have ended earlier without; other branches only waited beside them.</summary>
/// <param name="DurationSeconds">How long they took together.</param>
/// <param name="Share">Their part of the execution's duration, 0 to 1.</param>
/// <param name="StepCount">How many they are.</param>
/// <param name="Steps">In the order in which they ran; of more than a hundred the longest ones.</param>
public sealed record CriticalPathRecord(double DurationSeconds, double Share, int StepCount, IReadOnlyList<CriticalStepRecord> Steps);

/// <summary>A step of a critical path.</summary>
/// <param name="StepId">The step.</param>
/// <param name="State">Its state.</param>
/// <param name="Branch">Path of its branch; null for the workflow's own states.</param>
/// <param name="DurationSeconds">How long it took.</param>
public sealed record CriticalStepRecord(string StepId, string State, string? Branch, double DurationSeconds);
