using System.Text;
using Agents.Core.Json;

namespace Agents.Core.Documents;

/// <summary>
/// Writes JSON as YAML for people: mappings over lines, small ones and lists of words on one line, longer texts as blocks. What is written reads back as the same value.
/// </summary>
public static class YamlWriter
{
    private const int LongestLine = 110;

    // Of more, or with sentences in them, the members are easier to read, and to compare, on lines of their own.
    private const int MostInLine = 4;
    private const int LongestWords = 60;

    // What may stand unquoted, far from all that means something.
    private const string InKey = " _-.$";
    private const string InFlow = InKey + "/()+'<>=;";
    private const string InBlock = InFlow + ",:?%\"";

    /// <summary>The value as YAML, with a line break at its end.</summary>
    public static string Write(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new StringBuilder();
        Members(text, document, 0);
        return text.ToString();
    }

    private static void Members(StringBuilder text, JsonObject document, int indent)
    {
        foreach (var (key, value) in document.Members)
        {
            text.Append(' ', text.Length == 0 || text[^1] == '\n' ? indent : 0).Append(Key(key)).Append(':');
            Value(text, value, indent, indent);
        }
    }

    // What stands after a key or a dash, up to the end of its last line.
    private static void Value(StringBuilder text, JsonValue value, int indent, int around)
    {
        if (value is JsonString { Value: var written } && IsBlock(written))
        {
            Block(text, written, indent);
        }
        else if (Line(value) is var line && (IsOnOneLine(value) && line.Length + around <= LongestLine || value is not (JsonObject or JsonArray) || line is "{}" or "[]"))
        {
            text.Append(' ').Append(value is JsonObject or JsonArray ? line : Scalar(value, isFlow: false)).Append('\n');
        }
        else if (value is JsonObject document)
        {
            text.Append('\n');
            Members(text, document, indent + 2);
        }
        else
        {
            text.Append('\n');
            foreach (var item in (JsonArray)value)
            {
                Item(text, item, indent + 2);
            }
        }
    }

    private static void Item(StringBuilder text, JsonValue item, int indent)
    {
        text.Append(' ', indent).Append('-');
        if (item is JsonObject { Count: > 0 } document && !(IsOnOneLine(item) && Line(item).Length + indent <= LongestLine))
        {
            text.Append(' ');
            Members(text, document, indent + 2);
        }
        else
        {
            Value(text, item, indent, indent);
        }
    }

    // Mappings within mappings are easier to read over several lines.
    private static bool IsOnOneLine(JsonValue value) => value switch
    {
        JsonObject document => document.Count <= MostInLine && document.Values.All(static member => member is not (JsonObject or JsonArray { Count: > 4 } or JsonString { Value.Length: > LongestWords }) && IsOnOneLine(member)),
        JsonArray items => items.All(static item => item is not (JsonObject or JsonArray)),
        JsonString text => !IsBlock(text.Value),
        _ => true,
    };

    private static string Line(JsonValue value) => value switch
    {
        JsonObject document => $"{{{string.Join(", ", document.Select(static member => $"{Key(member.Key)}: {Line(member.Value)}"))}}}",
        JsonArray items => $"[{string.Join(", ", items.Select(Line))}]",
        _ => Scalar(value, isFlow: true),
    };

    private static bool IsBlock(string text)
        => text.Contains('\n') && text.Length > 1 && text[0] is not (' ' or '\n' or '\t')
            && text.AsSpan().TrimEnd('\n').Length >= text.Length - 1
            && text.All(static sign => sign == '\n' || IsPrintable(sign)) && !text.Split('\n').Any(static line => line.EndsWith(' ') || line.EndsWith('\t'));

    private static void Block(StringBuilder text, string written, int indent)
    {
        text.Append(written.EndsWith('\n') ? " |\n" : " |-\n");
        foreach (var line in written.TrimEnd('\n').Split('\n'))
        {
            text.Append(' ', line.Length == 0 ? 0 : indent + 2).Append(line).Append('\n');
        }
    }

    private static string Scalar(JsonValue value, bool isFlow) => value is JsonString text ? Scalar(text.Value, isFlow) : value.ToJson();

    private static string Scalar(string text, bool isFlow) => IsPlain(text, isFlow ? InFlow : InBlock) ? text : Quoted(text);

    private static string Key(string text) => IsPlain(text, InKey) ? text : Quoted(text);

    private static bool IsPlain(string text, string signs)
        => text.Length > 0 && (char.IsLetter(text[0]) || text[0] is '_' or '$') && !char.IsWhiteSpace(text[^1]) && text[^1] != ':'
            && text.All(sign => char.IsLetterOrDigit(sign) || signs.Contains(sign)) && !text.Contains(": ", StringComparison.Ordinal)
            && CoreSchema.Resolve(text) is JsonString;

    private static bool IsPrintable(char sign) => sign is >= ' ' and <= '~' or >= '\u00a1' and <= '\u2027' or >= '\u202f' and <= '\ud7ff' or >= '\ue000' and < '\ufeff';

    // JSON's escapes are YAML's; everything that YAML has other ideas about is escaped.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                > 0xffff => quoted.Append(rune.ToString()),
                var sign when IsPrintable((char)sign) => quoted.Append((char)sign),
                var sign => quoted.Append("\\u").Append(sign.ToString("x4")),
            };
        }

        return quoted.Append('"').ToString();
    }
}
