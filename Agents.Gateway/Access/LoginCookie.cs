using Agents.ServiceDefaults.Tokens;

namespace Agents.Gateway.Access;

/// <summary>
/// The cookie of a login: opaque, not for scripts, never sent along by other sites' forms, over HTTPS for this host alone. Links from elsewhere still find their reader signed in.
/// </summary>
internal static class LoginCookie
{
    private const string Name = "agents-session";

    private const string SecureName = $"__Host-{Name}";

    /// <summary>The login of a request, taken out of it: nobody behind the gateway gets the cookie.</summary>
    public static string? Take(HttpRequest request)
    {
        var token = request.Cookies[NameFor(request)];
        if (request.Headers.Cookie.ToString() is { Length: > 0 } all && all.Contains(Name, StringComparison.Ordinal))
        {
            var rest = string.Join("; ", all.Split(';', StringSplitOptions.TrimEntries).Where(static cookie => !cookie.StartsWith(Name + "=", StringComparison.Ordinal) && !cookie.StartsWith(SecureName + "=", StringComparison.Ordinal)));
            request.Headers.Cookie = rest.Length == 0 ? default : rest;
        }

        return string.IsNullOrEmpty(token) ? null : token;
    }

    public static void Give(HttpContext context, LoginSession session)
    {
        var options = Options(context.Request);
        options.Expires = session.ExpiresAt;
        context.Response.Cookies.Append(NameFor(context.Request), session.Token, options);
    }

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(NameFor(context.Request), Options(context.Request));

    private static string NameFor(HttpRequest request) => request.IsHttps ? SecureName : Name;

    private static CookieOptions Options(HttpRequest request) => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = request.IsHttps, Path = "/", IsEssential = true };
}
