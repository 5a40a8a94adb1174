using Agents.Gateway.Upstreams;
using Agents.ServiceDefaults.Problems;

namespace Agents.Gateway.Access;

/// <summary><c>POST /login</c> makes a cookie of a key, <c>POST /logout</c> forgets it. The page with the form is the dashboard's.</summary>
internal static class LoginEndpoints
{
    public const string Path = "/login";

    private const string PlainRefusal =
        "A login over plain HTTP can be read on the way. Give the gateway a certificate (--https-port and --certificate), or name the proxy that ends TLS in AGENTS_TRUST_PROXY.";

    public static void AddLogin(this IServiceCollection services)
    {
        services.AddSingleton<AccessMode>();
        services.AddHostedService(static provider => provider.GetRequiredService<AccessMode>());
        services.AddSingleton<SiloAccess>();
        services.AddSingleton<LoginLimit>();
        services.AddSingleton<PageGate>();
    }

    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, LoginAsync);
        routes.MapPost("/logout", LogoutAsync);
    }

    /// <summary>Where to go after a login: a path of our own, whatever was asked for.</summary>
    public static string Back(string? wanted)
        => wanted is ['/', not ('/' or '\\'), ..] && !wanted.Any(char.IsControl) && !wanted.StartsWith(Path, StringComparison.OrdinalIgnoreCase) ? wanted : "/";

    private static async Task LoginAsync(HttpContext context, AccessMode mode, SiloAccess silo, LoginLimit limit, UpstreamSet upstreams)
    {
        if (mode.IsReachable && !context.Request.IsHttps)
        {
            await Problem.WriteAsync(context, StatusCodes.Status403Forbidden, PlainRefusal);
            return;
        }

        if (!limit.TryTake(context, out var after))
        {
            context.Response.Headers.RetryAfter = $"{Math.Max(1, (int)Math.Ceiling(after.TotalSeconds))}";
            await Problem.WriteAsync(context, StatusCodes.Status429TooManyRequests, "Too many logins were tried from here. Wait a moment and try again.");
            return;
        }

        if (!context.Request.HasFormContentType)
        {
            await Problem.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "This is for the form at /login. Programs send their key: Authorization: Bearer ak_...");
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var back = Back(form["back"]);
        if (mode.IsOpen)
        {
            context.Response.Redirect(back);
            return;
        }

        try
        {
            if (form["key"].ToString().Trim() is { Length: > 0 } key && await silo.BeginAsync(key, context.RequestAborted) is { } session)
            {
                LoginCookie.Give(context, session);
                Go(context, back);
                return;
            }
        }
        catch (HttpRequestException)
        {
            await UpstreamFailures.SayUnavailableAsync(context, upstreams.Silo);
            return;
        }

        Go(context, $"{Path}?failed=true&back={Uri.EscapeDataString(back)}");
    }

    private static async Task LogoutAsync(HttpContext context, SiloAccess silo, UpstreamSet upstreams)
    {
        LoginCookie.Forget(context);
        try
        {
            if (Credential.Of(context.Request) is { } session)
            {
                await silo.EndAsync(session, context.RequestAborted);
            }
        }
        catch (HttpRequestException)
        {
            // A login that others may still have is not over: say so.
            await UpstreamFailures.SayUnavailableAsync(context, upstreams.Silo);
            return;
        }

        Go(context, Path);
    }

    private static void Go(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
        context.Response.Headers.CacheControl = "no-store";
    }
}
