using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models;

/// <summary>One call that a model answered; each rung of the structured-output ladder is one.</summary>
/// <param name="Provider">The provider's configured name.</param>
/// <param name="Model">The model's name as it was asked for.</param>
/// <param name="InputTokens">Tokens of the prompt; estimated where the provider does not count.</param>
/// <param name="OutputTokens">Tokens of the answer; estimated where the provider does not count.</param>
/// <param name="Text">The answer as it came.</param>
/// <param name="FinishReason"><c>stop</c>, <c>length</c>, <c>content_filter</c>, ...; null where the provider does not say.</param>
/// <param name="Duration">From asking to the last token.</param>
/// <param name="CostUsd">US dollars; null where the price is unknown, zero offline.</param>
public sealed record ModelCallRecord(
    string Provider,
    string Model,
    long InputTokens,
    long OutputTokens,
    string Text,
    string? FinishReason,
    TimeSpan Duration,
    decimal? CostUsd)
{
    /// <summary>The part of the input that the provider had in its cache.</summary>
    public long CachedInputTokens { get; init; }

    /// <summary>The part of the input that the provider put into its cache.</summary>
    public long CacheWriteTokens { get; init; }

    /// <summary>The part of the output that the model only thought.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>The model as it calls itself in the answer; null where it does not.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>The provider's id of the answer; null where it has none.</summary>
    public string? ResponseId { get; init; }

    /// <summary>From asking to the first piece of the answer; null where nobody wanted to know.</summary>
    public TimeSpan? FirstChunkAfter { get; init; }

    /// <summary>The models that were asked before this one and gave no answer.</summary>
    public IReadOnlyList<SkippedModel> Skipped { get; init; } = [];

    /// <summary>How the answer breaks the output schema, where it is accepted all the same.</summary>
    public IReadOnlyList<string> Degraded { get; init; } = [];

    /// <summary>What the call used.</summary>
    public TokenUsage Usage => new(InputTokens, OutputTokens, CostUsd, 1)
    {
        CachedInputTokens = CachedInputTokens,
        CacheWriteTokens = CacheWriteTokens,
        ReasoningTokens = ReasoningTokens,
    };

    /// <summary>The answer with all its parts: thoughts, text, calls of tools. What the provider wants back in the next call.</summary>
    public required ChatMessage Message { get; init; }

    /// <summary>The call's number in its conversation; null where the agent has no tools.</summary>
    public int? Number { get; init; }
}
