using System.Net.Http.Headers;

namespace Agents.Silo.Models.Anthropic;

/// <summary>Version and key, as the connection says: the SDK knows one version and one way to send the key.</summary>
internal static class AnthropicHeaders
{
    /// <summary>The version of 2023: the key in <c>x-api-key</c>, sampling parameters allowed.</summary>
    public const string ClassicVersion = "2023-06-01";

    /// <summary>From this version on sampling parameters are refused, and the key is a bearer token.</summary>
    public const string FirstWithoutSampling = "2026-10-21";

    private const string VersionHeader = "anthropic-version";
    private const string KeyHeader = "x-api-key";

    public static void Set(HttpRequestMessage request, ProviderSettings settings)
    {
        request.Headers.Remove(VersionHeader);
        request.Headers.Remove(KeyHeader);
        request.Headers.Authorization = null;
        request.Headers.Add(VersionHeader, settings.ApiVersion);
        if (settings.ApiKey is not { } key)
        {
            return;
        }

        if (settings.Auth == ProviderAuth.Bearer)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        else
        {
            request.Headers.Add(KeyHeader, key);
        }
    }
}
