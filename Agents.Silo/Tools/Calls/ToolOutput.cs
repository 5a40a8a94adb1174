using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary>Keeps results within what a model may be told.</summary>
internal static class ToolOutput
{
    /// <summary>The output, or its beginning as text with a note where it is longer than the limit.</summary>
    public static (JsonValue Output, bool IsTruncated) Limit(JsonValue output, int limit)
    {
        if (output is JsonString { Value: var plain })
        {
            return plain.Length <= limit ? (output, false) : (Cut(plain, limit), true);
        }

        var json = output.ToJson();
        return json.Length <= limit ? (output, false) : (Cut(json, limit), true);
    }

    private static string Cut(string text, int limit)
    {
        // Half of a character is none.
        var end = char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        return $"{text[..end]}\n[cut: {text.Length - end} of {text.Length} characters are missing; ask for less]";
    }
}
