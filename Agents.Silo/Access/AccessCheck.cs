using Agents.ServiceDefaults.Problems;
using Agents.ServiceDefaults.Tokens;
using Agents.Silo.Deployments;
using Agents.Silo.Executions;
using Microsoft.AspNetCore.Authorization;

namespace Agents.Silo.Access;

/// <summary>
/// The one place that decides who may call what. Each route says what it needs (<see cref="RouteScope"/>); one that says nothing is closed.
/// </summary>
/// <remarks>
/// Who asks is told by a key or a login in <see cref="SiloClient.CredentialHeader"/>, which gateway and dashboard pass on. Where there is none, the gateway says with
/// <see cref="SiloClient.ScopesHeader"/> that it is open, which it is on loopback alone. Where nobody says anything, a silo that has an internal token takes it for nobody; one that has none
/// listens on loopback only and is open.
/// </remarks>
internal sealed partial class AccessCheck(KeyBook book, KeyStore store, DeploymentCatalog deployments, ExecutionStore executions, InternalToken token, ILogger<AccessCheck> logger)
{
    private const string NoKey = "A key is needed. Send it as 'Authorization: Bearer ak_...'; agents login keeps one for the command line, and the dashboard has a page for it.";

    private const string WrongKey = "The key is not one of this server, or works no more. Ask for a new one.";

    private const string NotRead = "Keys cannot be read, because the database cannot be used. GET /health says more.";

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        // What routing makes itself (405, 415) does nothing; what has no route is a 404.
        if (http.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<OpenRoute>() is not null)
        {
            await next(http);
            return;
        }

        var (caller, status, detail) = await FindAsync(http);
        if (caller is not null && status == 0 && await RefusalAsync(http, endpoint, caller) is { } refusal)
        {
            (status, detail) = (caller == Caller.Nobody ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden, caller == Caller.Nobody ? NoKey : refusal);
        }

        if (status != 0)
        {
            await RefuseAsync(http, endpoint, caller, status, detail);
            return;
        }

        http.Features.Set(caller);
        await next(http);
        if (caller!.KeyId is { } key && !HttpMethods.IsGet(http.Request.Method))
        {
            LogCalled(caller.Principal!, key, http.Request.Method, endpoint.RoutePattern.RawText, http.Response.StatusCode);
        }
    }

    private async Task<(Caller? Caller, int Status, string Detail)> FindAsync(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (Credential(headers) is { } credential)
        {
            if (await FindAsync(credential) is { } known)
            {
                return (known, 0, "");
            }

            return book.IsRead ? (null, StatusCodes.Status401Unauthorized, WrongKey) : (null, StatusCodes.Status503ServiceUnavailable, NotRead);
        }

        var principal = headers[SiloClient.PrincipalHeader].ToString() is { Length: > 0 } named ? named : null;
        if (headers[SiloClient.ScopesHeader].ToString() is { Length: > 0 } scopes)
        {
            return (new Caller(principal, scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)), 0, "");
        }

        return (token.Value is not null ? Caller.Nobody : principal is null ? Caller.Local : Caller.Local with { Principal = principal }, 0, "");
    }

    private async ValueTask<Caller?> FindAsync(string credential)
    {
        if (!credential.StartsWith(ApiKey.SessionPrefix, StringComparison.Ordinal))
        {
            return book.Find(credential);
        }

        return ApiKey.Hash(credential) is { } hash && await store.FindSessionAsync(hash) is { } key ? book.FindById(key) : null;
    }

    /// <summary>The key or login of a request; null where there is none. Bearers of other forms are nobody's: clients of model providers send one whatever the server.</summary>
    public static string? Credential(IHeaderDictionary headers)
    {
        if (headers[SiloClient.CredentialHeader].ToString() is { Length: > 0 } passed)
        {
            return passed;
        }

        const string Scheme = "Bearer ";
        return headers.Authorization.ToString() is { } given && given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && given[Scheme.Length..].Trim() is var bearer && ApiKey.IsKey(bearer) ? bearer : null;
    }

    private async ValueTask<string?> RefusalAsync(HttpContext http, RouteEndpoint endpoint, Caller caller)
    {
        if (endpoint.Metadata.GetMetadata<RouteScope>() is not { } needed || (needed.IsForReading && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)))
        {
            return "This route does not say who may call it, so nobody may. That is a fault of the server.";
        }

        if (PlainTransport.RefusalOf(http, endpoint) is { } plain && caller != Caller.Nobody)
        {
            return plain;
        }

        return caller.May(needed.Scope) || (needed.Deployment != DeploymentIn.Nothing && await IsItsOwnAsync(http, needed, caller)) ? null
            : $"'{string.Join(' ', caller.Scopes)}' is not enough: this needs a key with the scope {Needed(needed)}.";
    }

    private async ValueTask<bool> IsItsOwnAsync(HttpContext http, RouteScope needed, Caller caller)
    {
        if (!caller.Scopes.Any(scope => scope.StartsWith(needed.Prefix, StringComparison.Ordinal)))
        {
            return false;
        }

        var deployment = needed.Deployment switch
        {
            DeploymentIn.Id => http.Request.RouteValues["id"] as string,
            DeploymentIn.Path => (await deployments.FindByPathAsync(EndpointPath.Trim(http.Request.RouteValues["path"] as string ?? "")))?.Id,
            DeploymentIn.Execution => (await executions.FindAsync(http.Request.RouteValues["id"] as string ?? ""))?.DeploymentId,
            _ => null,
        };
        return needed.Deployment == DeploymentIn.Body || (deployment is not null && caller.Scopes.Contains(needed.Prefix + deployment));
    }

    private static string Needed(RouteScope needed)
        => needed.Deployment == DeploymentIn.Nothing ? needed.Scope : $"{needed.Scope} or {needed.Prefix}<the deployment>";

    private async Task RefuseAsync(HttpContext http, RouteEndpoint endpoint, Caller? caller, int status, string detail)
    {
        if (status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        LogRefused(caller?.Principal ?? "nobody", http.Request.Method, endpoint.RoutePattern.RawText, status);
        await Problem.WriteAsync(http, status, detail);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Principal} with key {Key}: {Method} {Route} {Status}")]
    private partial void LogCalled(string principal, string key, string method, string? route, int status);

    [LoggerMessage(Level = LogLevel.Information, Message = "Refused to {Principal}: {Method} {Route} {Status}")]
    private partial void LogRefused(string principal, string method, string? route, int status);
}
