using Agents.Client.Models;

namespace Agents.Silo.Models;

/// <summary>What can be set of a provider at run time. Messages never repeat an address: it may hold what is no address.</summary>
internal static class ProviderRules
{
    private const int LongestText = 200;

    public static string? NameProblem(string name)
        => string.Equals(name, ModelProviders.OfflineName, StringComparison.OrdinalIgnoreCase) ? "The provider 'offline' needs no key and no settings." : null;

    /// <summary>What is wrong with the settings; null where nothing is.</summary>
    public static string? Problem(string name, SetProvider settings, out StoredProvider stored)
    {
        stored = new StoredProvider(name)
        {
            Kind = TextOf(settings.Kind)?.ToLowerInvariant(),
            BaseUrl = Uri.TryCreate(TextOf(settings.BaseUrl), UriKind.Absolute, out var url) ? url : null,
            DefaultModel = TextOf(settings.DefaultModel),
            ApiVersion = TextOf(settings.ApiVersion),
        };
        if (NameProblem(name) is { } problem)
        {
            return problem;
        }

        if (TextOf(settings.BaseUrl) is not null && (url is null || url.Scheme is not ("http" or "https")))
        {
            return "'base_url' is an absolute http or https address, like http://localhost:8000/v1.";
        }

        if (url is not null && (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0))
        {
            return "'base_url' has a user, a query or a fragment. It is shown to everybody who may see settings: set keys with POST /api/v1/settings/secrets, versions with 'api_version'.";
        }

        return new[] { stored.Kind, stored.DefaultModel, stored.ApiVersion }.Any(static text => text?.Length > LongestText || text?.Any(char.IsControl) == true)
            ? $"'kind', 'default_model' and 'api_version' are at most {LongestText} characters, none of them a control character."
            : KindProblem(name, stored);
    }

    // Whatever else is missing may still be set, a key for example.
    private static string? KindProblem(string name, StoredProvider stored)
        => ModelProviderOptionsValidator.ConnectionProblems(name, new ProviderConnection { AuthOptional = true }.With(stored)).FirstOrDefault();

    private static string? TextOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
