namespace Agents.Silo.Models;

/// <summary>How one provider is reached and what it can do.</summary>
public sealed class ProviderConnection
{
    internal const int DefaultMaxConcurrentCalls = 64;
    internal const int DefaultBreakAfter = 10;

    internal static readonly TimeSpan DefaultBreakFor = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The wire protocol: <c>openai</c> (Chat Completions, any server that speaks it), <c>anthropic</c>, <c>google</c>, or <c>ollama</c>, which is
    /// <c>openai</c> at its usual address. Default: told by the provider's name.
    /// </summary>
    public string? Kind { get; set; }

    /// <summary>
    /// Base URL: with its <c>/v1</c> for <c>openai</c>, without a version for <c>anthropic</c> and <c>google</c>. Default: the vendor's own,
    /// <c>http://localhost:11434/v1</c> for <c>ollama</c>.
    /// </summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>The key. Default: none (<c>OPENAI_API_KEY</c>, <c>ANTHROPIC_API_KEY</c>, <c>GOOGLE_API_KEY</c> or <c>GEMINI_API_KEY</c> for the provider of that name).</summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// Model of agents that name none. Default: <c>gpt-4o-mini</c>, <c>claude-haiku-4-5</c> or <c>gemini-2.5-flash-lite</c> at the vendors themselves, else none.
    /// </summary>
    public string? DefaultModel { get; set; }

    /// <summary>
    /// Version of the API, for <c>anthropic</c> and <c>google</c>. Default: <c>2023-06-01</c>, which still obeys a workflow's temperature (<c>2026-10-21</c>
    /// has none, and it is left out); <c>v1beta</c>.
    /// </summary>
    public string? ApiVersion { get; set; }

    /// <summary>
    /// How the key is sent. Default: as bearer token for <c>openai</c>, and for <c>anthropic</c> from version 2026-10-21 on; else in the vendor's own header.
    /// </summary>
    public ProviderAuth? Auth { get; set; }

    /// <summary>Whether the server works without a key. Default: true unless it is the vendor itself.</summary>
    public bool? AuthOptional { get; set; }

    /// <summary>Field that limits the answer's length. Default: <c>MaxCompletionTokens</c> at OpenAI itself, else <c>MaxTokens</c>, which every server knows.</summary>
    public TokenLimitField? TokenLimitField { get; set; }

    /// <summary>Whether the server takes tools. Default: true.</summary>
    public bool SupportsTools { get; set; } = true;

    /// <summary>Whether the server takes a choice of tools (none, any, one by name). Default: true, false for <c>ollama</c>; off, the choice is the model's.</summary>
    public bool? SupportsToolChoice { get; set; }

    /// <summary>Whether the server takes a JSON schema in a call with tools. Default: true, false for <c>google</c>, whose models before Gemini 3 refuse it.</summary>
    public bool? SupportsJsonSchemaWithTools { get; set; }

    /// <summary>
    /// Whether the server takes temperature and the like. Default: true, false for <c>anthropic</c> from version 2026-10-21 on; off, they are left out, also
    /// where a workflow sets them.
    /// </summary>
    public bool? SupportsSampling { get; set; }

    /// <summary>Whether the server takes a JSON schema for the answer. Default: true; off, the schema goes into the prompt, which models follow less well.</summary>
    public bool SupportsJsonSchema { get; set; } = true;

    /// <summary>Whether the server takes <c>stream_options.include_usage</c>. Default: true; off, tokens are estimated.</summary>
    public bool SupportsStreamUsage { get; set; } = true;

    /// <summary>Longest wait for the first token. Default: 30 s; models that think before they answer may need more.</summary>
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest silence between two tokens. Default: 60 s.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Calls at once, over all models of the provider; the others wait in line. Default: 64; more may run into the provider's limits of rate, fewer make
    /// wide workflows wait.
    /// </summary>
    public int MaxConcurrentCalls { get; set; } = DefaultMaxConcurrentCalls;

    /// <summary>
    /// After how many provider errors and timeouts in a row, within a minute, the provider is left alone for a while. From 2. Default: 10; fewer spare
    /// executions that wait, and stop all of them for an outage of seconds.
    /// </summary>
    public int BreakAfter { get; set; } = DefaultBreakAfter;

    /// <summary>How long the provider is left alone before one call tries again. Half a second to a day. Default: 15 s.</summary>
    public TimeSpan BreakFor { get; set; } = DefaultBreakFor;

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

/// <summary>The ways to send a key.</summary>
public enum ProviderAuth
{
    /// <summary><c>Authorization: Bearer</c>.</summary>
    Bearer,

    /// <summary>The vendor's own header: <c>x-api-key</c>, <c>x-goog-api-key</c>.</summary>
    ApiKeyHeader,
}

/// <summary>The two names of one limit in Chat Completions.</summary>
public enum TokenLimitField
{
    /// <summary><c>max_tokens</c>: deprecated by OpenAI, and the only one that many compatible servers know.</summary>
    MaxTokens,

    /// <summary><c>max_completion_tokens</c>: the only one that OpenAI's reasoning models take.</summary>
    MaxCompletionTokens,
}
