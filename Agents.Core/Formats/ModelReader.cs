using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Workflows;

namespace Agents.Core.Formats;

/// <summary>Reads <c>llm {provider, model, temperature, max_tokens, api_base}</c>.</summary>
internal static class ModelReader
{
    public static readonly string[] Providers = ["openai", "anthropic", "google", "ollama", "offline"];

    public static ModelOptions? Read(MappingReader? keys)
    {
        if (keys is null)
        {
            return null;
        }

        var provider = keys.Find("provider");
        var options = new ModelOptions
        {
            Provider = keys.TextOf(provider, "provider") is { } name ? CheckProvider(name, provider!, keys.Bag) : null,
            Model = keys.Text("model"),
            Temperature = keys.Number("temperature", 0, 1),
            MaxTokens = (int?)keys.Integer("max_tokens", 1),
            ApiBase = keys.Text("api_base"),
        };
        keys.Finish();
        return options;
    }

    public static string? CheckProvider(string provider, DocumentNode node, DiagnosticBag bag)
    {
        if (Providers.Contains(provider))
        {
            return provider;
        }

        var list = string.Join(", ", Providers);
        bag.Error(
            DiagnosticCodes.UnknownProvider, node.Place, $"There is no provider '{provider}'.",
            Suggestion.DidYouMean(provider, Providers, $"Providers: {list}. For any server that speaks OpenAI's API use openai with api_base."), list, provider);
        return null;
    }
}
