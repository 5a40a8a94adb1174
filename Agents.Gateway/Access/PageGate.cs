using Agents.Gateway.Upstreams;
using Agents.ServiceDefaults.Problems;
using Agents.ServiceDefaults.Tokens;

namespace Agents.Gateway.Access;

/// <summary>Lets those into the dashboard who are signed in, and shows the others the way. What a page may show is the silo's to say.</summary>
internal sealed class PageGate(AccessMode mode, SiloAccess silo, UpstreamSet upstreams)
{
    private static readonly PathString[] Open = [LoginEndpoints.Path, "/css", "/js", "/favicon.svg", "/icons.svg", "/preferences"];

    /// <summary>Whether the request goes on; where it does not, it is answered.</summary>
    public async ValueTask<bool> LetsInAsync(HttpContext context)
    {
        if (mode.IsOpen || Open.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        try
        {
            if (Credential.Of(context.Request) is { } credential && await silo.FindAsync(credential, context.RequestAborted) is { } caller)
            {
                context.Request.Headers[SiloClient.PrincipalHeader] = caller.Principal;
                context.Request.Headers[SiloClient.ScopesHeader] = string.Join(' ', caller.Scopes);
                return true;
            }
        }
        catch (HttpRequestException)
        {
            await UpstreamFailures.SayUnavailableAsync(context, upstreams.Silo);
            return false;
        }

        if (UnavailablePage.IsWanted(context.Request))
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect($"{LoginEndpoints.Path}?back={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
            return false;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        await Problem.WriteAsync(context, StatusCodes.Status401Unauthorized, "A key is needed. Sign in at /login, or send it as 'Authorization: Bearer ak_...'.");
        return false;
    }
}
