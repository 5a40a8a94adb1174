using Agents.Gateway.Deployments;
using Agents.ServiceDefaults.Problems;

namespace Agents.Gateway.Access;

/// <summary>
/// Refuses writes that a page of another site makes in a user's browser. Browsers say where a request comes from
/// (<c>Sec-Fetch-Site</c>, <c>Origin</c>) and pages cannot change that; programs say nothing and are let through.
/// </summary>
internal static class CrossSiteCheck
{
    public static void UseCrossSiteCheck(this WebApplication app)
    {
        var table = app.Services.GetRequiredService<DeploymentTable>();
        app.Use((context, next) => IsRead(context.Request.Method) || IsOwn(context.Request) || IsInvited(context.Request, table)
            ? next(context)
            : Problem.WriteAsync(
                context,
                StatusCodes.Status403Forbidden,
                "This change was asked for by a page of another site. Do it from the dashboard's own address, or from a program that sends no Origin header."));
    }

    // A login never counts there: what a page of another site calls, it calls with a key of its own.
    private static bool IsInvited(HttpRequest request, DeploymentTable table)
    {
        if (request.Headers.Origin.ToString() is not { Length: > 0 } origin || table.Find(request.Path)?.Allows(origin) != true)
        {
            return false;
        }

        LoginCookie.Take(request);
        return true;
    }

    private static bool IsRead(string method)
        => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsOwn(HttpRequest request)
        => request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none" && IsOwnOrigin(request);

    // The scheme is left out of it: a proxy that ends TLS in front of us changes it.
    private static bool IsOwnOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && from.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)
                && from.Port == (request.Host.Port ?? DefaultPort(from.Scheme)));
    }

    private static int DefaultPort(string scheme) => scheme == Uri.UriSchemeHttps ? 443 : 80;
}
