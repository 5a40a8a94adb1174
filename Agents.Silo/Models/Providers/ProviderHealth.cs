namespace Agents.Silo.Models;

/// <summary>What a cheap question to a provider, made without any model, came to.</summary>
/// <param name="Status">Whether it can be used.</param>
/// <param name="Message">The same for people; where it cannot be used, why and what to do. Holds no key.</param>
public sealed record ProviderHealth(ProviderStatus Status, string Message)
{
    /// <summary>The models that it offers, by its own names, in its own order; empty where it does not say.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Whether calls can be made.</summary>
    public bool IsConnected => Status == ProviderStatus.Connected;

    /// <summary>
    /// Whether every call can only fail until somebody changes a setting. One that merely does not answer now is another thing: each step's retry rule waits
    /// for it better than a refusal would.
    /// </summary>
    public bool IsUnusable => Status is ProviderStatus.Unauthorized or ProviderStatus.NoSuchHost or ProviderStatus.Unknown;
}

/// <summary>Whether a provider can be used.</summary>
public enum ProviderStatus
{
    /// <summary>It answers, and takes the key.</summary>
    Connected,

    /// <summary>It answers, and refuses the key.</summary>
    Unauthorized,

    /// <summary>It does not answer, or not as a provider does.</summary>
    Unreachable,

    /// <summary>There is no host of its name. A resolver that cannot be asked is <see cref="Unreachable"/>: it may be asked again.</summary>
    NoSuchHost,

    /// <summary>No provider of that name is configured.</summary>
    Unknown,
}
