using System.Text.Json;
using Agents.Client.Executions;

namespace Agents.Client.Containers;

/// <summary>One run of a container's workflow, as <c>POST /run</c> and <c>GET /runs/{id}</c> show it.</summary>
public sealed record RunRecord
{
    /// <summary>Its id, in the container alone.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="ExecutionStatuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>What it produced; null until it has completed.</summary>
    public JsonElement? Outputs { get; init; }

    /// <summary>What ended it; null unless it failed or timed out.</summary>
    public ExecutionErrorRecord? Error { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended; null before that.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>From start to end, waits included; null until it has ended.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Tokens of all model calls.</summary>
    public TokenCount Tokens { get; init; } = TokenCount.None;

    /// <summary>US dollars for all model calls; null where a price is unknown.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Its first steps in the order in which they began, at most 200.</summary>
    public IReadOnlyList<RunStep> Steps { get; init; } = [];

    /// <summary>Whether it has more steps than <see cref="Steps"/>; <c>GET /runs/{id}/events</c> tells of all of them.</summary>
    public bool HasMoreSteps { get; init; }
}

/// <summary>One visit of one state.</summary>
/// <param name="State">The state's name.</param>
/// <param name="Status">One of <see cref="StepStatuses"/>.</param>
public sealed record RunStep(string State, string Status)
{
    /// <summary>Where it ran within other steps; null for the workflow's own states.</summary>
    public string? Branch { get; init; }

    /// <summary>When it began; null before that.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>From start to end; null until it has ended.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Tokens of its model calls.</summary>
    public TokenCount Tokens { get; init; } = TokenCount.None;

    /// <summary>US dollars for its model calls; null where a price is unknown.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>What ended it; null unless it failed or timed out.</summary>
    public ExecutionErrorRecord? Error { get; init; }
}
