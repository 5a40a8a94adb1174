namespace Agents.Silo.Models;

/// <summary>Which model providers there are and how they are reached. Configuration section <c>Models</c>.</summary>
public sealed class ModelProviderOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Models";

    /// <summary>
    /// Provider of agents that name none. Default: <c>openai</c> where it is configured, else the first configured one by name, else <c>offline</c>.
    /// </summary>
    public string? DefaultProvider { get; set; }

    /// <summary>The configured providers by the name that workflows use. Default: none, so that everything runs on <c>offline</c>.</summary>
    public Dictionary<string, ProviderConnection> Providers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Base URLs that a workflow's <c>api_base</c> may name beside the provider's own; keys are never sent there.
    /// Default: none. Each entry lets every author of workflows make the silo call that server.
    /// </summary>
    public IList<string> AllowedApiBases { get; init; } = [];

    /// <summary>How the <c>offline</c> provider answers.</summary>
    public OfflineOptions Offline { get; init; } = new();

    /// <summary>JSON file of prices laid over the built-in ones, in the same form. Default: none.</summary>
    public string? PricesFile { get; set; }

    /// <summary>Whether traces carry prompts and answers. Default: false; turning it on sends whatever people type to the trace backend.</summary>
    public bool CaptureContent { get; set; }
}
