using Agents.Silo.Models.Anthropic;

namespace Agents.Silo.Models;

/// <summary>What a provider's name and address say where the configuration is silent.</summary>
internal static class ProviderDefaults
{
    public const string OpenAIKind = "openai";
    public const string AnthropicKind = "anthropic";
    public const string GoogleKind = "google";

    /// <summary>Providers whose name says how they are reached.</summary>
    public static readonly string[] KnownNames = ["anthropic", "google", "ollama", "openai"];

    private static readonly Uri OpenAI = new("https://api.openai.com/v1");
    private static readonly Uri Ollama = new("http://localhost:11434/v1");
    private static readonly Uri Anthropic = new("https://api.anthropic.com");
    private static readonly Uri Google = new("https://generativelanguage.googleapis.com");

    /// <summary>The wire protocol; null where neither name nor <see cref="ProviderConnection.Kind"/> tell it.</summary>
    public static string? KindOf(string name, ProviderConnection connection)
        => (connection.Kind ?? name).ToLowerInvariant() switch
        {
            OpenAIKind or "ollama" => OpenAIKind,
            AnthropicKind => AnthropicKind,
            GoogleKind or "gemini" => GoogleKind,
            _ => null,
        };

    /// <exception cref="InvalidOperationException">The connection's kind is unknown: it was not validated.</exception>
    public static ProviderSettings Complete(string name, ProviderConnection connection) => KindOf(name, connection) switch
    {
        OpenAIKind => OfOpenAI(name, connection),
        AnthropicKind => OfAnthropic(name, connection),
        GoogleKind => OfGoogle(name, connection),
        _ => throw new InvalidOperationException($"The provider '{name}' is of no known kind."),
    };

    /// <summary>Whether calls without a key can only fail.</summary>
    public static bool LacksKey(string name, ProviderConnection connection)
        => string.IsNullOrWhiteSpace(connection.ApiKey) && !(connection.AuthOptional ?? !IsVendor(Complete(name, connection).BaseUrl));

    /// <summary>What to set so that the provider is there, for messages.</summary>
    public static string SettingOf(string name) => name.ToLowerInvariant() switch
    {
        "openai" => "OPENAI_API_KEY (or AGENTS_OPENAI_BASE_URL for a compatible server)",
        "anthropic" => "ANTHROPIC_API_KEY",
        "google" or "gemini" => "GOOGLE_API_KEY or GEMINI_API_KEY",
        "ollama" => $"AGENTS_OLLAMA_BASE_URL (usually {Ollama})",
        _ => $"{ModelProviderOptions.Section}:Providers:{name} with Kind, BaseUrl and ApiKey",
    };

    /// <summary>Whether the address is that of a vendor, not of somebody's own server.</summary>
    public static bool IsVendor(Uri url) => Is(OpenAI, url) || Is(Anthropic, url) || Is(Google, url);

    private static ProviderSettings OfOpenAI(string name, ProviderConnection connection)
    {
        var isOllama = string.Equals(connection.Kind ?? name, "ollama", StringComparison.OrdinalIgnoreCase);
        var baseUrl = connection.BaseUrl ?? (isOllama ? Ollama : OpenAI);
        var isOpenAI = Is(OpenAI, baseUrl);
        return Of(name, OpenAIKind, baseUrl, connection, isOpenAI ? "gpt-4o-mini" : null) with
        {
            TokenLimitField = connection.TokenLimitField ?? (isOpenAI ? TokenLimitField.MaxCompletionTokens : TokenLimitField.MaxTokens),
            Auth = ProviderAuth.Bearer,
            Capabilities = CapabilitiesOf(connection) with { ToolChoice = connection.SupportsToolChoice ?? !isOllama },
        };
    }

    private static ProviderSettings OfAnthropic(string name, ProviderConnection connection)
    {
        var baseUrl = WithoutVersion(connection.BaseUrl ?? Anthropic, "/v1");
        var version = connection.ApiVersion ?? AnthropicHeaders.ClassicVersion;
        // Versions are dates, and read so they sort.
        var isClassic = string.CompareOrdinal(version, AnthropicHeaders.FirstWithoutSampling) < 0;
        return Of(name, AnthropicKind, baseUrl, connection, Is(Anthropic, baseUrl) ? "claude-haiku-4-5" : null) with
        {
            ApiVersion = version,
            Auth = connection.Auth ?? (isClassic ? ProviderAuth.ApiKeyHeader : ProviderAuth.Bearer),
            Capabilities = CapabilitiesOf(connection) with { Sampling = connection.SupportsSampling ?? isClassic },
        };
    }

    private static ProviderSettings OfGoogle(string name, ProviderConnection connection)
    {
        var version = connection.ApiVersion ?? "v1beta";
        var baseUrl = WithoutVersion(connection.BaseUrl ?? Google, $"/{version}");
        return Of(name, GoogleKind, baseUrl, connection, Is(Google, baseUrl) ? "gemini-2.5-flash-lite" : null) with
        {
            ApiVersion = version,
            Auth = connection.Auth ?? ProviderAuth.ApiKeyHeader,
            Capabilities = CapabilitiesOf(connection) with { JsonSchemaWithTools = connection.SupportsJsonSchemaWithTools ?? false },
        };
    }

    private static ProviderSettings Of(string name, string kind, Uri baseUrl, ProviderConnection connection, string? model) => new(
        name,
        kind,
        baseUrl,
        string.IsNullOrWhiteSpace(connection.ApiKey) ? null : connection.ApiKey,
        connection.DefaultModel ?? model,
        connection.TokenLimitField ?? TokenLimitField.MaxTokens,
        CapabilitiesOf(connection),
        connection.FirstTokenTimeout,
        connection.IdleTimeout)
    {
        MaxConcurrentCalls = connection.MaxConcurrentCalls,
        BreakAfter = connection.BreakAfter,
        BreakFor = connection.BreakFor,
    };

    private static ModelCapabilities CapabilitiesOf(ProviderConnection connection) => new(connection.SupportsTools, connection.SupportsJsonSchema, connection.SupportsStreamUsage)
    {
        ToolChoice = connection.SupportsToolChoice ?? true,
        JsonSchemaWithTools = connection.SupportsJsonSchemaWithTools ?? true,
        Sampling = connection.SupportsSampling ?? true,
    };

    // People copy the address with the version that our clients add.
    private static Uri WithoutVersion(Uri url, string version)
        => url.OriginalString.TrimEnd('/') is var text && text.EndsWith(version, StringComparison.Ordinal) ? new Uri(text[..^version.Length]) : url;

    private static bool Is(Uri vendor, Uri url) => string.Equals(url.Host, vendor.Host, StringComparison.OrdinalIgnoreCase);
}
