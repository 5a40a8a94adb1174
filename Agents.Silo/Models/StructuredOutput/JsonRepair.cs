using System.Buffers;
using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Silo.Models.StructuredOutput;

/// <summary>
/// Finds the JSON in an answer that is almost JSON: in a fence, between sentences, with trailing commas or comments.
/// Free, where asking again costs a call. Nothing is invented: broken strings and missing brackets stay broken.
/// </summary>
internal static class JsonRepair
{
    // An answer full of braces could otherwise be parsed from each of them.
    private const int MostCandidates = 16;

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = JsonValue.MaxDepth,
    };

    /// <summary>The first object or array in the text that can be read.</summary>
    public static bool TryRepair(string text, out JsonValue value)
    {
        var candidates = 0;
        for (var at = NextBracket(text, 0); at >= 0 && candidates < MostCandidates; candidates++)
        {
            var end = EndOf(text, at);
            if (end > at && TryReadLenient(text.AsMemory(at, end - at), out value))
            {
                return true;
            }

            at = NextBracket(text, at + 1);
        }

        value = JsonValue.Null;
        return false;
    }

    /// <summary>The inside of a fence that is the whole answer; the text itself where it is none.</summary>
    public static string Unfence(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (!trimmed.StartsWith("```") || !trimmed.EndsWith("```") || trimmed.Length < 7)
        {
            return text;
        }

        var firstLine = trimmed.IndexOf('\n');
        return firstLine < 0 ? text : trimmed[(firstLine + 1)..^3].Trim().ToString();
    }

    private static int NextBracket(string text, int from) => from >= text.Length ? -1 : text.AsSpan(from).IndexOfAny('{', '[') is >= 0 and var at ? from + at : -1;

    // Index after the bracket that closes the one at start; -1 where none does.
    private static int EndOf(string text, int start)
    {
        var depth = 0;
        for (var at = start; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '"':
                    at = EndOfString(text, at);
                    break;
                case '{' or '[':
                    depth++;
                    break;
                case '}' or ']' when --depth == 0:
                    return at + 1;
            }
        }

        return -1;
    }

    private static int EndOfString(string text, int start)
    {
        var at = start + 1;
        while (at < text.Length && text[at] != '"')
        {
            at += text[at] == '\\' ? 2 : 1;
        }

        return at;
    }

    private static bool TryReadLenient(ReadOnlyMemory<char> text, out JsonValue value)
    {
        value = JsonValue.Null;
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            var clean = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(clean))
            {
                document.RootElement.WriteTo(writer);
            }

            value = JsonValue.Parse(clean.WrittenSpan);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
