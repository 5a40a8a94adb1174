using System.Globalization;
using System.Text;

namespace Agents.Silo.Storage;

/// <summary>Times as text, in SQLite and in JSON: RFC 3339 in UTC with milliseconds, which sort as they read.</summary>
internal static class TimeText
{
    private const int Length = 24;

    /// <summary>Bytes that <see cref="Write"/> needs to work in.</summary>
    public const int BufferSize = 33;

    public static string ToText(DateTimeOffset time) => Encoding.ASCII.GetString(Write(time, stackalloc byte[BufferSize]));

    /// <summary>Writes a time into a buffer and gives the part that holds it.</summary>
    public static ReadOnlySpan<byte> Write(DateTimeOffset time, Span<byte> buffer)
    {
        // The round-trip format is the framework's fast path; its last four digits are cut off.
        time.UtcDateTime.TryFormat(buffer, out _, "O", CultureInfo.InvariantCulture);
        buffer[Length - 1] = (byte)'Z';
        return buffer[..Length];
    }

    public static DateTimeOffset FromText(string text)
        => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
