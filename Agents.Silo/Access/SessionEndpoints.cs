using Agents.ServiceDefaults.Json;
using Agents.ServiceDefaults.Problems;
using Agents.ServiceDefaults.Tokens;

namespace Agents.Silo.Access;

/// <summary><c>/internal/sessions</c> for the gateway, which gives the token to a browser as a cookie, and <c>/internal/first-key</c> for the supervisor.</summary>
internal static class SessionEndpoints
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    public static void MapLoginSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/internal/sessions", BeginAsync).ExcludeFromDescription().Needs(Scopes.AnyKey);
        routes.MapDelete("/internal/sessions", EndAsync).ExcludeFromDescription().NeedsNoKey();
        routes.MapPost("/internal/first-key", FirstAsync).ExcludeFromDescription().NeedsNoKey();
    }

    // A login makes no login: it would outlive its own time.
    private static async Task<IResult> BeginAsync(HttpContext http, KeyStore store, TimeProvider time)
    {
        if (http.Caller().KeyId is not { } key || AccessCheck.Credential(http.Request.Headers)!.StartsWith(ApiKey.SessionPrefix, StringComparison.Ordinal))
        {
            return Problem.Result(StatusCodes.Status401Unauthorized, "A login needs a key.");
        }

        var (token, expiresAt) = (ApiKey.NewSession(), time.GetUtcNow() + Life);
        await store.AddSessionAsync(ApiKey.Hash(token)!, key, expiresAt);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(new LoginSession(token, expiresAt), SnakeCaseJson.Options);
    }

    private static async Task<IResult> EndAsync(HttpContext http, KeyStore store)
    {
        if (AccessCheck.Credential(http.Request.Headers) is { } token && ApiKey.Hash(token) is { } hash)
        {
            await store.RemoveSessionAsync(hash);
        }

        return Results.NoContent();
    }

    private static async Task<IResult> FirstAsync(HttpContext http, FirstKey first)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await first.MakeAsync() is { } made ? Results.Json(made, SnakeCaseJson.Options) : Results.NoContent();
    }
}
