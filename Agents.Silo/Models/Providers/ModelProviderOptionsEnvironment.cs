using Microsoft.Extensions.Options;

namespace Agents.Silo.Models;

/// <summary>The environment variables that people already have; a value in the section <c>Models</c> wins.</summary>
internal sealed class ModelProviderOptionsEnvironment(IConfiguration configuration) : IPostConfigureOptions<ModelProviderOptions>
{
    public void PostConfigure(string? name, ModelProviderOptions options)
    {
        Fill(options, "openai", configuration["AGENTS_OPENAI_BASE_URL"], configuration["OPENAI_API_KEY"], configuration["AGENTS_OPENAI_MODEL"]);
        Fill(options, "ollama", configuration["AGENTS_OLLAMA_BASE_URL"], null, configuration["AGENTS_OLLAMA_MODEL"]);
    }

    private static void Fill(ModelProviderOptions options, string provider, string? baseUrl, string? key, string? model)
    {
        var isSet = !string.IsNullOrWhiteSpace(baseUrl) || !string.IsNullOrWhiteSpace(key);
        if (!options.Providers.TryGetValue(provider, out var connection) && isSet)
        {
            options.Providers[provider] = connection = new ProviderConnection();
        }

        if (connection is null)
        {
            return;
        }

        connection.BaseUrl ??= string.IsNullOrWhiteSpace(baseUrl) ? null : new Uri(baseUrl, UriKind.RelativeOrAbsolute);
        connection.ApiKey ??= string.IsNullOrWhiteSpace(key) ? null : key;
        connection.DefaultModel ??= string.IsNullOrWhiteSpace(model) ? null : model;
    }
}
