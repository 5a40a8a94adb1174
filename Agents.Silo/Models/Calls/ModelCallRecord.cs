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
    /// <summary>The answer with all its parts: thoughts, text, calls of tools. What the provider wants back in the next call.</summary>
    public required ChatMessage Message { get; init; }

    /// <summary>The call's number in its conversation; null where the agent has no tools.</summary>
    public int? Number { get; init; }
}
