namespace Agents.Client.Models;

/// <summary>A model provider.</summary>
/// <param name="Name">The name that workflows use.</param>
/// <param name="Connected">What the latest connection test came to; null where there was none since something changed.</param>
/// <param name="UpdatedAt">When it was last set, its key included, in UTC; null where only configuration and environment say something.</param>
/// <param name="Models">The models that it offers, as the latest successful test found them.</param>
public sealed record ProviderRecord(string Name, bool? Connected, DateTimeOffset? UpdatedAt, IReadOnlyList<string> Models)
{
    /// <summary>Whether agents can use it as it is set; connected or not.</summary>
    public bool Configured { get; init; }

    /// <summary>Whether agents that name no provider use it.</summary>
    public bool IsDefault { get; init; }

    /// <summary>What the latest test said, or what is missing so that agents can use it; null where neither is.</summary>
    public string? Message { get; init; }

    /// <summary>When it was tested, in UTC; null where it was not.</summary>
    public DateTimeOffset? TestedAt { get; init; }

    /// <summary>One of <see cref="KeySources"/>; null where there is no key.</summary>
    public string? KeyFrom { get; init; }

    /// <summary>The wire protocol, where it was set here or by configuration.</summary>
    public string? Kind { get; init; }

    /// <summary>Where it is asked; null means the vendor's own address. Shown without what may be a secret in it.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Model of agents that name none; null means the vendor's default, or none.</summary>
    public string? DefaultModel { get; init; }

    /// <summary>The version of its API that is asked for; null means the one that the server was made with.</summary>
    public string? ApiVersion { get; init; }
}

/// <summary>Where the key of a provider comes from.</summary>
public static class KeySources
{
    /// <summary>It was set by <c>POST /settings/secrets</c>.</summary>
    public const string Stored = "stored";

    /// <summary>Configuration or environment of the server say it; a stored key goes before.</summary>
    public const string Environment = "environment";
}

/// <summary>The body of <c>PUT /settings/providers/{name}</c>, as a whole; null leaves a setting to configuration and environment. Keys are secrets and have no place here.</summary>
public sealed record SetProvider
{
    /// <summary>The wire protocol, <c>openai</c> for every compatible server; needed where the name does not tell it.</summary>
    public string? Kind { get; init; }

    /// <summary>Absolute http or https address without user, password and query. Another server than before loses the stored key: set it again.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Model of agents that name none.</summary>
    public string? DefaultModel { get; init; }

    /// <summary>The version of its API to ask for.</summary>
    public string? ApiVersion { get; init; }
}
