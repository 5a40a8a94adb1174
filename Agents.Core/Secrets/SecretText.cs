using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;

namespace Agents.Core.Secrets;

/// <summary>
/// Takes secrets out of text: values that are known, as they are and as JSON, URLs and Base64 write them, and what looks like a key of a well-known kind.
/// Immutable and safe to share. Clean text is looked through once, by a vectorised search, and given back as it came.
/// </summary>
public sealed class SecretText
{
    /// <summary>What stands where a secret was.</summary>
    public const string Mark = "[redacted]";

    /// <summary>Shorter values are not looked for: they are part of ordinary words, and whoever sees a mark there knows them.</summary>
    public const int ShortestValue = 6;

    /// <summary>Knows no value, only shapes.</summary>
    public static readonly SecretText ShapesOnly = new([]);

    // Longest first: of two that begin at the same place the longer one is taken out whole.
    private readonly string[] _values;
    private readonly SearchValues<string> _starts;
    private readonly int _longest;

    /// <param name="values">The secrets. Those that are shorter than <see cref="ShortestValue"/> are left out.</param>
    public SecretText(IEnumerable<string> values)
    {
        _values = [.. values.SelectMany(Written).Where(static value => value.Length >= ShortestValue).Distinct(StringComparer.Ordinal).OrderByDescending(static value => value.Length)];
        _longest = _values is [var longest, ..] ? longest.Length : 0;
        _starts = SearchValues.Create([.. _values, .. SecretShapes.Starts], StringComparison.Ordinal);
    }

    /// <summary>Whether the text may hold a secret; false is certain.</summary>
    public bool MayHold(ReadOnlySpan<char> text) => text.ContainsAny(_starts);

    /// <summary>The text without its secrets: the same object where there is none.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Redact(string? text) => text is null || !MayHold(text) ? text : RedactFound(text);

    /// <summary>How many characters at the end of a text may be the beginning of a value that is known, or of what a shape begins with.</summary>
    public int OpenEnd(ReadOnlySpan<char> text)
    {
        for (var length = Math.Min(text.Length, Math.Max(_longest, SecretShapes.LongestStart) - 1); length > 0; length--)
        {
            var end = text[^length..];
            if (Begins(_values, end) || (IsWordStart(text, text.Length - length) && Begins(SecretShapes.Starts, end)))
            {
                return length;
            }
        }

        return 0;
    }

    private static bool Begins(string[] wholes, ReadOnlySpan<char> end)
    {
        foreach (var whole in wholes)
        {
            if (whole.Length > end.Length && whole.AsSpan().StartsWith(end, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWordStart(ReadOnlySpan<char> text, int at) => at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]);

    private string RedactFound(string text)
    {
        var clean = new StringBuilder(text.Length);
        var shapes = new SecretShapes(text);
        var copied = 0;
        for (var at = IndexOfStart(text, 0); at >= 0;)
        {
            if (LengthAt(text, at, ref shapes) is var length and > 0)
            {
                clean.Append(text, copied, at - copied).Append(Mark);
                copied = at + length;
                at = IndexOfStart(text, copied);
            }
            else
            {
                at = IndexOfStart(text, at + 1);
            }
        }

        return copied == 0 ? text : clean.Append(text, copied, text.Length - copied).ToString();
    }

    private int LengthAt(string text, int at, ref SecretShapes shapes)
    {
        var rest = text.AsSpan(at);
        foreach (var value in _values)
        {
            if (rest.StartsWith(value, StringComparison.Ordinal))
            {
                return value.Length;
            }
        }

        return shapes.LengthAt(at);
    }

    private int IndexOfStart(string text, int from)
        => from >= text.Length ? -1 : text.AsSpan(from).IndexOfAny(_starts) is var at and >= 0 ? from + at : -1;

    // What a value becomes inside of other formats. A key of letters and digits is the same in most of them.
    private static IEnumerable<string> Written(string value)
        => [value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value), JavaScriptEncoder.Default.Encode(value), Uri.EscapeDataString(value), Base64(value)];

    // The last group of a longer text differs: what comes before it is looked for.
    private static string Base64(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        return Convert.ToBase64String(bytes.AsSpan(0, bytes.Length - (bytes.Length % 3)));
    }
}
