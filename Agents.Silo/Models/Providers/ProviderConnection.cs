namespace Agents.Silo.Models;

/// <summary>How one provider is reached and what it can do.</summary>
public sealed class ProviderConnection
{
    /// <summary>The wire protocol: <c>openai</c> (Chat Completions, any server that speaks it). Default: told by the provider's name.</summary>
    public string? Kind { get; set; }

    /// <summary>Base URL, with its <c>/v1</c>. Default: the vendor's own, <c>http://localhost:11434/v1</c> for <c>ollama</c>.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>The key, sent as bearer token. Default: none (<c>OPENAI_API_KEY</c> for <c>openai</c>).</summary>
    public string? ApiKey { get; set; }

    /// <summary>The version of the API that is asked for, where the protocol has one. Default: the one that this program was made with.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>Model of agents that name none. Default: <c>gpt-4o-mini</c> at OpenAI itself, else none.</summary>
    public string? DefaultModel { get; set; }

    /// <summary>Whether the server works without a key. Default: true unless it is OpenAI itself.</summary>
    public bool? AuthOptional { get; set; }

    /// <summary>Field that limits the answer's length. Default: <c>MaxCompletionTokens</c> at OpenAI itself, else <c>MaxTokens</c>, which every server knows.</summary>
    public TokenLimitField? TokenLimitField { get; set; }

    /// <summary>Whether the server takes tools. Default: true.</summary>
    public bool SupportsTools { get; set; } = true;

    /// <summary>Whether the server takes <c>response_format: json_schema</c>. Default: true; off, the schema goes into the prompt, which models follow less well.</summary>
    public bool SupportsJsonSchema { get; set; } = true;

    /// <summary>Whether the server takes <c>stream_options.include_usage</c>. Default: true; off, tokens are estimated.</summary>
    public bool SupportsStreamUsage { get; set; } = true;

    /// <summary>Longest wait for the first token. Default: 30 s; models that think before they answer may need more.</summary>
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest silence between two tokens. Default: 60 s.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The same connection with what was set at run time laid over it.</summary>
    internal ProviderConnection With(StoredProvider stored)
    {
        var connection = (ProviderConnection)MemberwiseClone();
        connection.Kind = stored.Kind ?? Kind;
        // A key goes only where it was configured for: another server does not get the one of the environment.
        connection.ApiKey = stored.ApiKey ?? (stored.BaseUrl is null || stored.BaseUrl == BaseUrl ? ApiKey : null);
        connection.BaseUrl = stored.BaseUrl ?? BaseUrl;
        connection.DefaultModel = stored.DefaultModel ?? DefaultModel;
        connection.ApiVersion = stored.ApiVersion ?? ApiVersion;
        return connection;
    }
}

/// <summary>The two names of one limit in Chat Completions.</summary>
public enum TokenLimitField
{
    /// <summary><c>max_tokens</c>: deprecated by OpenAI, and the only one that many compatible servers know.</summary>
    MaxTokens,

    /// <summary><c>max_completion_tokens</c>: the only one that OpenAI's reasoning models take.</summary>
    MaxCompletionTokens,
}
