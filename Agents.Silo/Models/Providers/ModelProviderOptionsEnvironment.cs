using Microsoft.Extensions.Options;

namespace Agents.Silo.Models;

/// <summary>The environment variables that people already have; a value in the section <c>Models</c> wins.</summary>
internal sealed class ModelProviderOptionsEnvironment(IConfiguration configuration) : IPostConfigureOptions<ModelProviderOptions>
{
    public void PostConfigure(string? name, ModelProviderOptions options)
    {
        Fill(options, "openai", First("AGENTS_OPENAI_BASE_URL"), First("OPENAI_API_KEY"), First("AGENTS_OPENAI_MODEL"));
        Fill(options, "anthropic", First("AGENTS_ANTHROPIC_BASE_URL", "ANTHROPIC_BASE_URL"), First("ANTHROPIC_API_KEY"), First("AGENTS_ANTHROPIC_MODEL"));
        Fill(options, "google", First("AGENTS_GOOGLE_BASE_URL", "GOOGLE_GEMINI_BASE_URL"), First("GOOGLE_API_KEY", "GEMINI_API_KEY"), First("AGENTS_GOOGLE_MODEL"));
        Fill(options, "ollama", First("AGENTS_OLLAMA_BASE_URL"), null, First("AGENTS_OLLAMA_MODEL"));
    }

    private string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (configuration[name] is { } value && !string.IsNullOrWhiteSpace(value))
            {
                return value;
            }
        }

        return null;
    }

    private static void Fill(ModelProviderOptions options, string provider, string? baseUrl, string? key, string? model)
    {
        if (!options.Providers.TryGetValue(provider, out var connection) && (baseUrl ?? key) is not null)
        {
            options.Providers[provider] = connection = new ProviderConnection();
        }

        if (connection is null)
        {
            return;
        }

        connection.BaseUrl ??= baseUrl is null ? null : new Uri(baseUrl, UriKind.RelativeOrAbsolute);
        connection.ApiKey ??= key;
        connection.DefaultModel ??= model;
    }
}
