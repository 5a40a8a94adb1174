using Microsoft.AspNetCore.Http.HttpResults;

namespace Agents.Dashboard.Shell;

/// <summary>Parts around every page that the script asks for again. Each is the very component that pages hold.</summary>
internal static class ShellFragments
{
    private const int LongestText = 100;

    public static void MapShellFragments(this WebApplication app)
    {
        app.MapGet("/fragments/banner", static () => new RazorComponentResult<ShellParts>());
        app.MapGet("/fragments/command", static (string? q)
            => new RazorComponentResult<CommandList>(new { Text = q?.Trim() is { Length: <= LongestText } text ? text : "" }));
    }
}
