using System.Globalization;

namespace Agents.Core.Json;

/// <summary>JSON pointers (RFC 6901): the empty text is the whole document, <c>/a/0</c> is item 0 of member <c>a</c>.</summary>
public static class JsonPointer
{
    /// <summary>The pointer to a member of what <paramref name="pointer"/> points to.</summary>
    public static string Append(string pointer, string key)
        => key.AsSpan().IndexOfAny('~', '/') < 0
            ? $"{pointer}/{key}"
            : $"{pointer}/{key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>The pointer to an item of what <paramref name="pointer"/> points to.</summary>
    public static string Append(string pointer, int index) => $"{pointer}/{index}";

    /// <summary>The keys and indexes on the way, unescaped.</summary>
    public static IEnumerable<string> Segments(string pointer)
        => pointer.Length == 0 ? [] : pointer.Split('/').Skip(1).Select(Unescape);

    /// <summary>What the pointer points to; null where the document has no such place.</summary>
    public static JsonValue? Find(JsonValue root, string pointer)
    {
        JsonValue? at = root;
        foreach (var segment in Segments(pointer))
        {
            at = Step(at, segment);
            if (at is null)
            {
                return null;
            }
        }

        return at;
    }

    private static JsonValue? Step(JsonValue at, string segment) => at switch
    {
        JsonObject document => document.Find(segment),
        JsonArray array when TryReadIndex(segment, out var index) && index < array.Count => array[index],
        _ => null,
    };

    // RFC 6901: an index has no leading zeros and no sign.
    private static bool TryReadIndex(string segment, out int index)
        => int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out index) && (segment.Length == 1 || segment[0] != '0');

    private static string Unescape(string segment)
        => segment.Contains('~') ? segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal) : segment;
}
