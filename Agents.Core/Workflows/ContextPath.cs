using System.Buffers;
using Agents.Core.Json;

namespace Agents.Core.Workflows;

/// <summary>
/// A path into a JSON document: <c>a.b</c>, <c>a[0].b</c>, <c>$.a.b</c>, <c>$</c>. A leading <c>ctx</c> is the root itself (formats §B.3).
/// </summary>
public sealed record ContextPath
{
    private static readonly SearchValues<char> NotInKeys = SearchValues.Create(" \t\n{}()'\"");

    private ContextPath(string text, bool rooted, IReadOnlyList<PathSegment> segments)
    {
        Text = text;
        IsRooted = rooted;
        Segments = segments;
    }

    /// <summary>The path as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it began with <c>$</c>: then a name that misses at the root is looked up in earlier outputs, newest first.</summary>
    public bool IsRooted { get; }

    /// <summary>The steps into the document; empty is the whole of it.</summary>
    public IReadOnlyList<PathSegment> Segments { get; }

    /// <summary>Reads a path; null where the text is none.</summary>
    public static ContextPath? TryParse(string text)
    {
        var rest = text.AsSpan().Trim();
        var rooted = rest.StartsWith("$");
        if (rooted)
        {
            rest = rest[1..];
            rest = rest.StartsWith(".") ? rest[1..] : rest;
        }

        var segments = new List<PathSegment>();
        while (!rest.IsEmpty)
        {
            var read = ReadSegment(rest, segments);
            if (read == 0)
            {
                return null;
            }

            rest = rest[read..];
            if (rest.StartsWith("."))
            {
                rest = rest[1..];
                if (rest.IsEmpty)
                {
                    return null;
                }
            }
            else if (!rest.IsEmpty && rest[0] != '[')
            {
                return null;
            }
        }

        if (segments is [{ Key: "ctx" }, ..])
        {
            segments.RemoveAt(0);
        }

        return rooted || text.AsSpan().Trim().Length > 0 ? new ContextPath(text, rooted, segments) : null;
    }

    /// <summary>The path to a key inside of others; each is letters, digits and <c>_</c>.</summary>
    public static ContextPath OfKeys(params ReadOnlySpan<string> keys)
        => TryParse(string.Join('.', keys)) ?? throw new ArgumentException($"'{string.Join('.', keys)}' is no path.", nameof(keys));

    /// <summary>Follows the path; null where a step is missing.</summary>
    public JsonValue? Find(JsonValue root)
    {
        var at = root;
        foreach (var segment in Segments)
        {
            at = segment.Find(at);
            if (at is null)
            {
                return null;
            }
        }

        return at;
    }

    /// <summary>The document with <paramref name="value"/> at this path; missing objects on the way are made, anything else in the way is replaced.</summary>
    public JsonObject Write(JsonObject root, JsonValue value)
        => Segments.Count == 0 ? Merge(root, value) : (JsonObject)Write(root, 0, value);

    /// <inheritdoc/>
    public bool Equals(ContextPath? other) => other is not null && other.Text == Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    // The root stays an object: writing one to it merges its keys, anything else has no name to go by.
    private static JsonObject Merge(JsonObject root, JsonValue value)
        => value is JsonObject document ? document.Aggregate(root, static (merged, member) => merged.With(member.Key, member.Value)) : root;

    private JsonValue Write(JsonValue? at, int depth, JsonValue value)
    {
        if (depth == Segments.Count)
        {
            return value;
        }

        var segment = Segments[depth];
        if (segment.Key is null && at is JsonArray array && segment.Index >= 0 && segment.Index < array.Count)
        {
            return array.With(segment.Index, Write(array[segment.Index], depth + 1, value));
        }

        var document = at as JsonObject ?? JsonObject.Empty;
        var key = segment.Key ?? segment.Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return document.With(key, Write(document.Find(key), depth + 1, value));
    }

    private static int ReadSegment(ReadOnlySpan<char> text, List<PathSegment> segments)
    {
        if (text[0] != '[')
        {
            var length = text.IndexOfAny('.', '[');
            length = length < 0 ? text.Length : length;
            var key = text[..length].Trim();
            if (key.IsEmpty || key.ContainsAny(NotInKeys))
            {
                return 0;
            }

            segments.Add(new PathSegment(key.ToString(), 0));
            return length;
        }

        var close = text.IndexOf(']');
        if (close < 2)
        {
            return 0;
        }

        var inside = text[1..close].Trim();
        if (int.TryParse(inside, out var index))
        {
            segments.Add(new PathSegment(null, index));
            return close + 1;
        }

        if (inside.Length >= 2 && (inside[0] is '\'' or '"') && inside[^1] == inside[0])
        {
            segments.Add(new PathSegment(inside[1..^1].ToString(), 0));
            return close + 1;
        }

        return 0;
    }
}

/// <summary>One step of a <see cref="ContextPath"/>: a key, or an index where <paramref name="Key"/> is null.</summary>
/// <param name="Key">The key of an object.</param>
/// <param name="Index">The index of an array; negative counts from the end.</param>
public readonly record struct PathSegment(string? Key, int Index)
{
    /// <summary>Takes the step; null where it leads nowhere.</summary>
    public JsonValue? Find(JsonValue at) => at switch
    {
        JsonObject document when Key is not null => document.Find(Key),
        JsonArray array when Key is null && Index < array.Count && Index >= -array.Count => array[Index < 0 ? array.Count + Index : Index],
        JsonArray array when Key is not null && int.TryParse(Key, out var index) && index >= 0 && index < array.Count => array[index],
        _ => null,
    };
}
