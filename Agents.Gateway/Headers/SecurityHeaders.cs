using Agents.ServiceDefaults.Addresses;

namespace Agents.Gateway.Headers;

/// <summary>Headers on every reply, wherever it comes from. A service that sets one of them itself knows better.</summary>
internal static class SecurityHeaders
{
    private static readonly (string Name, string Value)[] Defaults =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Content-Security-Policy", "base-uri 'self'; object-src 'none'; frame-ancestors 'self'"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ];

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            foreach (var (name, value) in Defaults)
            {
                context.Response.Headers.TryAdd(name, value);
            }

            // A development certificate is of this machine alone, whose other servers may speak plainly.
            if (context.Request.IsHttps && !LoopbackAddress.IsLoopbackHost(context.Request.Host.Host))
            {
                context.Response.Headers.TryAdd("Strict-Transport-Security", "max-age=31536000");
            }

            return Task.CompletedTask;
        });
        return next(context);
    });
}
