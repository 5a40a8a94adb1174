using System.Security.Cryptography;
using System.Text;
using Agents.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Agents.Cli.Containers;

/// <summary>Who may call a container: whoever has its key, where it has one. How it is, everybody may ask.</summary>
internal static class ServedKey
{
    /// <summary>The key; default none: whoever reaches the port may call it. A secret.</summary>
    public const string Variable = "AGENTS_SERVE_KEY";

    private const string Scheme = "Bearer ";

    public static void UseKey(this WebApplication app, string? key)
    {
        var wanted = string.IsNullOrEmpty(key) ? null : Hash(key);
        app.Use((http, next) =>
            http.Request.Headers["Sec-Fetch-Site"].ToString() == "cross-site" ? Problem.WriteAsync(http, StatusCodes.Status403Forbidden, "Pages of other sites do not call this.")
            : wanted is null || IsOpen(http.Request.Path) || Matches(http.Request.Headers, wanted) ? next(http)
            : Problem.WriteAsync(http, StatusCodes.Status401Unauthorized, $"Send the key of {Variable}: 'Authorization: Bearer ...', or 'X-API-Key' with the key alone."));
    }

    private static bool IsOpen(PathString path)
        => path.Equals("/health", StringComparison.OrdinalIgnoreCase) || path.Equals("/alive", StringComparison.OrdinalIgnoreCase);

    private static bool Matches(IHeaderDictionary headers, byte[] wanted)
    {
        var bearer = headers.Authorization.ToString();
        var given = bearer.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? bearer[Scheme.Length..].Trim() : headers["X-API-Key"].ToString().Trim();
        return given.Length > 0 && CryptographicOperations.FixedTimeEquals(Hash(given), wanted);
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
