using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Workflows;

namespace Agents.Core.Formats;

/// <summary>Reads <c>llm {provider, model, temperature, max_tokens, api_base, on_degraded}</c>; <c>model</c> may be a list.</summary>
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
        var (model, fallbacks) = Models(keys);
        var options = new ModelOptions
        {
            Fallbacks = fallbacks,
            Provider = keys.TextOf(provider, "provider") is { } name ? CheckProvider(name, provider!, keys.Bag) : null,
            Model = model,
            Temperature = keys.Number("temperature", 0, 1),
            MaxTokens = (int?)keys.Integer("max_tokens", 1),
            ApiBase = keys.Text("api_base"),
            OnDegraded = OnDegraded(keys, "on_degraded"),
        };
        keys.Finish();
        return options;
    }

    /// <summary>Reads <c>model</c>: one name, or a list of which each is asked where those before it give no answer.</summary>
    public static (string? First, IReadOnlyList<ModelChoice>? Others) Models(MappingReader keys)
    {
        var models = keys.Texts("model");
        if (models.Count == 0 && keys.Find("model") is SequenceNode empty)
        {
            MappingReader.Mistyped(keys.Bag, empty, $"'model' of {keys.What}", "a model or a list of models");
        }

        return models.Count == 0 ? (null, null) : (models[0], models.Count > 1 ? [.. models.Skip(1).Select(Choice)] : null);
    }

    public static DegradedPolicy? OnDegraded(MappingReader keys, string key) => keys.Choice(key, "fail", "accept") switch
    {
        "fail" => DegradedPolicy.Fail,
        "accept" => DegradedPolicy.Accept,
        _ => null,
    };

    /// <summary>The provider that the part of a model's name before a slash means; others are parts of names.</summary>
    public static string ProviderOf(string prefix) => prefix is "googleai" or "gemini" or "vertexai" ? "google" : prefix;

    private static ModelChoice Choice(string name)
        => name.IndexOf('/') is > 0 and var slash && ProviderOf(name[..slash]) is var provider && Providers.Contains(provider)
            ? new ModelChoice(provider, name[(slash + 1)..])
            : new ModelChoice(null, name);

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
