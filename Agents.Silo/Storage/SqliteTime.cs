using System.Globalization;

namespace Agents.Silo.Storage;

/// <summary>Times in SQLite: RFC 3339 in UTC with milliseconds, which sort as text.</summary>
internal static class SqliteTime
{
    private const int Length = 24;

    public static string ToText(DateTimeOffset time)
    {
        // The round-trip format is the framework's fast path; its last four digits are cut off.
        Span<char> text = stackalloc char[33];
        time.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[Length - 1] = 'Z';
        return text[..Length].ToString();
    }

    public static DateTimeOffset FromText(string text)
        => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateTimeOffset? FromOptionalText(string? text) => text is null ? null : FromText(text);
}
