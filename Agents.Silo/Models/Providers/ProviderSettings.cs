namespace Agents.Silo.Models;

/// <summary>A provider's settings with every gap filled.</summary>
internal sealed record ProviderSettings(
    string Name,
    string Kind,
    Uri BaseUrl,
    string? ApiKey,
    string? DefaultModel,
    TokenLimitField TokenLimitField,
    ModelCapabilities Capabilities,
    TimeSpan FirstTokenTimeout,
    TimeSpan IdleTimeout)
{
    /// <summary>Version of the API; empty for protocols that have it in the base URL.</summary>
    public string ApiVersion { get; init; } = "";

    /// <summary>How the key is sent.</summary>
    public ProviderAuth Auth { get; init; }

    /// <summary>Calls at once.</summary>
    public int MaxConcurrentCalls { get; init; } = ProviderConnection.DefaultMaxConcurrentCalls;

    /// <summary>Failures in a row after which the provider is left alone.</summary>
    public int BreakAfter { get; init; } = ProviderConnection.DefaultBreakAfter;

    /// <summary>How long it is left alone.</summary>
    public TimeSpan BreakFor { get; init; } = ProviderConnection.DefaultBreakFor;

    /// <summary>Without the key, which what a record prints by itself would have.</summary>
    public override string ToString() => $"{Name} ({Kind}) at {BaseUrl}";
}
