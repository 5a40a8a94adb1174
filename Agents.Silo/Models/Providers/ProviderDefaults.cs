namespace Agents.Silo.Models;

/// <summary>A provider's settings with every gap filled.</summary>
internal sealed record ProviderSettings(
    string Name,
    Uri BaseUrl,
    string? ApiKey,
    string? DefaultModel,
    TokenLimitField TokenLimitField,
    ModelCapabilities Capabilities,
    TimeSpan FirstTokenTimeout,
    TimeSpan IdleTimeout);

/// <summary>What a provider's name and address say where the configuration is silent.</summary>
internal static class ProviderDefaults
{
    public const string OpenAIKind = "openai";

    /// <summary>Providers whose name says how they are reached.</summary>
    public static readonly string[] KnownNames = ["openai", "ollama"];

    private static readonly Uri OpenAI = new("https://api.openai.com/v1");
    private static readonly Uri Ollama = new("http://localhost:11434/v1");

    /// <summary>The wire protocol; null where neither name nor <see cref="ProviderConnection.Kind"/> tell it.</summary>
    public static string? KindOf(string name, ProviderConnection connection)
        => connection.Kind?.ToLowerInvariant() switch
        {
            null => name.ToLowerInvariant() is "openai" or "ollama" ? OpenAIKind : null,
            "ollama" => OpenAIKind,
            var kind => kind,
        };

    public static ProviderSettings Complete(string name, ProviderConnection connection)
    {
        var baseUrl = connection.BaseUrl ?? (IsOllama(name, connection) ? Ollama : OpenAI);
        var isOpenAI = IsOpenAI(baseUrl);
        return new ProviderSettings(
            name,
            baseUrl,
            connection.ApiKey,
            connection.DefaultModel ?? (isOpenAI ? "gpt-4o-mini" : null),
            connection.TokenLimitField ?? (isOpenAI ? TokenLimitField.MaxCompletionTokens : TokenLimitField.MaxTokens),
            new ModelCapabilities(connection.SupportsTools, connection.SupportsJsonSchema, connection.SupportsStreamUsage),
            connection.FirstTokenTimeout,
            connection.IdleTimeout);
    }

    /// <summary>Whether calls without a key can only fail.</summary>
    public static bool LacksKey(string name, ProviderConnection connection)
        => string.IsNullOrWhiteSpace(connection.ApiKey) && !(connection.AuthOptional ?? !IsOpenAI(Complete(name, connection).BaseUrl));

    /// <summary>What to set so that the provider is there, for messages.</summary>
    public static string SettingOf(string name) => name.ToLowerInvariant() switch
    {
        "openai" => "OPENAI_API_KEY (or AGENTS_OPENAI_BASE_URL for a compatible server)",
        "ollama" => $"AGENTS_OLLAMA_BASE_URL (usually {Ollama})",
        _ => $"{ModelProviderOptions.Section}:Providers:{name} with Kind, BaseUrl and ApiKey",
    };

    private static bool IsOllama(string name, ProviderConnection connection)
        => string.Equals(connection.Kind ?? name, "ollama", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the address is that of a vendor, not of somebody's own server.</summary>
    public static bool IsVendor(Uri url) => IsOpenAI(url);

    private static bool IsOpenAI(Uri url) => string.Equals(url.Host, OpenAI.Host, StringComparison.OrdinalIgnoreCase);
}
