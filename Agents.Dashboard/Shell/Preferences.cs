namespace Agents.Dashboard.Shell;

/// <summary>How one reader wants pages to look. Kept in cookies, so that the server draws them right the first time.</summary>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or null: as the system is.</param>
/// <param name="NarrowRail">Whether the rail shows icons only.</param>
/// <param name="Zone">Where "today" begins; UTC until the script has told.</param>
internal sealed record Preferences(string? Theme, bool NarrowRail, TimeZoneInfo Zone)
{
    public const string ThemeCookie = "agents-theme";
    public const string RailCookie = "agents-rail";
    public const string ZoneCookie = "agents-zone";

    public static Preferences Of(HttpContext? context)
    {
        var cookies = context?.Request.Cookies;
        return new(
            cookies?[ThemeCookie] is "light" or "dark" ? cookies[ThemeCookie] : null,
            cookies?[RailCookie] == "narrow",
            cookies?[ZoneCookie] is { Length: > 0 and < 64 } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc);
    }
}
