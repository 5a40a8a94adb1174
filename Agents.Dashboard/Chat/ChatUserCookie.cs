using System.Security.Cryptography;

namespace Agents.Dashboard.Chat;

/// <summary>Whose conversations a browser has: a random id that it keeps for a year. It tells nothing about anybody.</summary>
internal static class ChatUserCookie
{
    private const string Name = "agents-chat";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>The browser's id; null where it has none yet.</summary>
    public static string? Find(HttpContext http) => http.Request.Cookies[Name] is { Length: 32 } id && id.All(char.IsAsciiHexDigitLower) ? id : null;

    /// <summary>The browser's id; gives it one where it has none.</summary>
    public static string Of(HttpContext http)
    {
        if (Find(http) is { } known)
        {
            return known;
        }

        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        http.Response.Cookies.Append(Name, id, new CookieOptions { MaxAge = Kept, HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
        return id;
    }
}
