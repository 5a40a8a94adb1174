namespace Agents.Silo.Models.Wires;

/// <summary>A provider's own words about what went wrong.</summary>
/// <param name="Message">For people; may hold anything, also part of a key.</param>
/// <param name="Code">The provider's code; null where it has none.</param>
internal sealed record WireError(string Message, string? Code)
{
    /// <summary>The HTTP status that it means, for errors inside a stream; null where it does not say.</summary>
    public int? Status { get; init; }

    /// <summary>How long to wait, where the body says it; null where it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The account has no credit left, whatever the status says.</summary>
    public bool IsQuota { get; init; }

    /// <summary>The key is wrong, whatever the status says.</summary>
    public bool IsAboutKey { get; init; }
}
