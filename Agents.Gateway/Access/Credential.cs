using Agents.ServiceDefaults.Tokens;

namespace Agents.Gateway.Access;

/// <summary>
/// The key of a program or the login of a browser, taken out of the request and passed on in one header of ours. What is passed on under its own name to a page or a log
/// is nobody's key any more.
/// </summary>
internal static class Credential
{
    private const string KeyPrefix = "ak_";

    private const string Scheme = "Bearer ";

    private const string KeyHeader = "X-API-Key";

    /// <summary>What an open gateway lets everybody do: everything.</summary>
    private const string OpenScopes = "admin";

    /// <summary>Call it after what clients claim has been removed.</summary>
    public static void UseCredentials(this WebApplication app)
    {
        var mode = app.Services.GetRequiredService<AccessMode>();
        app.Use((context, next) =>
        {
            var headers = context.Request.Headers;
            var session = LoginCookie.Take(context.Request);
            if ((TakeKey(headers) ?? (mode.IsOpen ? null : session)) is { } credential)
            {
                headers[SiloClient.CredentialHeader] = credential;
            }
            else if (mode.IsOpen)
            {
                headers[SiloClient.PrincipalHeader] = SiloClient.OpenPrincipal;
                headers[SiloClient.ScopesHeader] = OpenScopes;
            }

            if (mode.IsReachable && !context.Request.IsHttps)
            {
                headers[SiloClient.TransportHeader] = SiloClient.PlainTransport;
            }

            return next(context);
        });
    }

    /// <summary>The key or login that a request came with; null where there is none.</summary>
    public static string? Of(HttpRequest request) => request.Headers[SiloClient.CredentialHeader].ToString() is { Length: > 0 } given ? given : null;

    /// <summary>Takes a key of ours out of the headers; null where there is none.</summary>
    // Other bearers are other people's: clients of model providers send one whatever the server.
    public static string? TakeKey(IHeaderDictionary headers)
    {
        if (headers.Authorization.ToString() is { Length: > 0 } bearer && bearer.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && bearer[Scheme.Length..].Trim() is var key
            && key.StartsWith(KeyPrefix, StringComparison.Ordinal))
        {
            headers.Authorization = default;
            return key;
        }

        var plain = headers[KeyHeader].ToString().Trim();
        headers.Remove(KeyHeader);
        return plain.StartsWith(KeyPrefix, StringComparison.Ordinal) ? plain : null;
    }
}
