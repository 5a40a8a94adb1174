using System.Globalization;

namespace Agents.Silo.Storage;

/// <summary>Times in SQLite: RFC 3339 in UTC with milliseconds, which sort as text.</summary>
internal static class SqliteTime
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTimeOffset FromText(string text)
        => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateTimeOffset? FromOptionalText(string? text) => text is null ? null : FromText(text);
}
