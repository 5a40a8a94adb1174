using Microsoft.AspNetCore.Mvc;

namespace Agents.Dashboard.Shell;

/// <summary>Stores a preference and goes back to the page.</summary>
internal static class PreferenceEndpoints
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static void MapPreferences(this WebApplication app) => app.MapPost("/preferences", Store);

    private static IResult Store(HttpContext context, [FromForm] string? theme, [FromForm] string? rail, [FromForm] string? back)
    {
        Set(context, Preferences.ThemeCookie, theme is "light" or "dark" or "system" ? theme : null);
        Set(context, Preferences.RailCookie, rail is "narrow" or "wide" ? rail : null);
        return Results.LocalRedirect(IsLocal(back) ? back! : "/");
    }

    private static void Set(HttpContext context, string cookie, string? value)
    {
        if (value is not null)
        {
            context.Response.Cookies.Append(cookie, value, new CookieOptions { MaxAge = Kept, SameSite = SameSiteMode.Lax, IsEssential = true });
        }
    }

    private static bool IsLocal(string? back)
        => back is ['/', ..] && back is not ['/', '/' or '\\', ..] && !back.Any(char.IsControl);
}
