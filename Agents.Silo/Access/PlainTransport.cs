using Agents.ServiceDefaults.Problems;
using Agents.ServiceDefaults.Tokens;

namespace Agents.Silo.Access;

/// <summary>Refuses secrets that come, or would go, over a network unencrypted. The gateway says how a request came.</summary>
internal static class PlainTransport
{
    private const string Refusal =
        "This carries a secret, and plain HTTP can be read on the way. Use the gateway's HTTPS address: --https-port and --certificate give it one, or AGENTS_TRUST_PROXY names the proxy that ends TLS.";

    /// <summary>Routes whose bodies or answers are secrets.</summary>
    public static T CarriesSecrets<T>(this T route)
        where T : IEndpointConventionBuilder
        => route.WithMetadata(SecretRoute.Instance);

    /// <summary>Whether it came from another machine unencrypted.</summary>
    public static bool IsPlain(this HttpContext http) => http.Request.Headers[SiloClient.TransportHeader] == SiloClient.PlainTransport;

    /// <summary>The reply to a body with secrets that came so; null where it did not, or has none.</summary>
    public static IResult? RefuseEnv(this HttpContext http, IReadOnlyDictionary<string, string>? env)
        => env is { Count: > 0 } && http.IsPlain() ? Problem.Result(StatusCodes.Status403Forbidden, Refusal) : null;

    /// <summary>Why a route cannot be called this way; null where it can.</summary>
    public static string? RefusalOf(HttpContext http, Endpoint endpoint) => endpoint.Metadata.GetMetadata<SecretRoute>() is not null && http.IsPlain() ? Refusal : null;

    private sealed class SecretRoute
    {
        public static readonly SecretRoute Instance = new();
    }
}
