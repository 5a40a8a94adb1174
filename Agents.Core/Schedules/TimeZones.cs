using System.Diagnostics.CodeAnalysis;
using Agents.Core.Diagnostics;

namespace Agents.Core.Schedules;

/// <summary>Time zones by their IANA names, such as <c>Europe/Berlin</c>.</summary>
public static class TimeZones
{
    /// <summary>All names that this machine knows, in order; with their areas, such as <c>Europe/</c>, and <c>UTC</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. TimeZoneInfo.GetSystemTimeZones().Select(static zone => zone.Id).Where(static id => id.Contains('/', StringComparison.Ordinal)).Append("UTC").Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Finds a zone.</summary>
    /// <param name="name">Its IANA name.</param>
    /// <param name="zone">The zone; null where there is none.</param>
    /// <param name="problem">What is wrong, as the end of a sentence that begins with the name; null where nothing is.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryFind(string name, [NotNullWhen(true)] out TimeZoneInfo? zone, [NotNullWhen(false)] out string? problem)
    {
        // Anything else would be read as a path.
        if (name.Length is > 0 and <= 64 && name.All(static sign => char.IsAsciiLetterOrDigit(sign) || sign is '/' or '_' or '-' or '+')
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone))
        {
            problem = null;
            return true;
        }

        zone = null;
        problem = Suggestion.Nearest(name, Names) is { } nearest ? $"is no time zone; the nearest is '{nearest}'" : "is no time zone";
        return false;
    }
}
