using System.Text;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Parts;

namespace Agents.Core.JsonSchemas.Sampling;

/// <summary>Makes up text: of the pattern, of the format, else one that says what it is.</summary>
internal static class SampleText
{
    // A text that must be longer than this is not worth making up.
    private const int LongestText = 10_000;

    public static JsonValue? Make(SchemaParts parts, string place, string field, SampleChoices choices, string label)
    {
        var shortest = parts.Highest("minLength", 0);
        var longest = parts.Lowest("maxLength", long.MaxValue);
        if (shortest > longest || shortest > LongestText)
        {
            return null;
        }

        if (parts.First("pattern") is JsonString pattern && choices.Attempt % 4 != 3)
        {
            return SamplePattern.Make(pattern.Value, place, choices, shortest, longest);
        }

        return parts.First("format") is JsonString format && SampleFormat.Make(format.Value, place, field, choices) is { } formatted
            ? formatted
            : Fit(Free(place, field, choices, label), (int)shortest, longest);
    }

    private static string Free(string place, string field, SampleChoices choices, string label)
    {
        var text = field.Length == 0 ? label : $"{label}: {field}";
        return choices.IsSeeded || choices.Attempt >= 4 ? $"{text} ({choices.Bits(place) & 0xFFFF:x4})" : text;
    }

    private static string Fit(string text, int shortest, long longest)
    {
        var runes = text.EnumerateRunes().ToList();
        if (runes.Count > longest)
        {
            return string.Concat(runes.Take((int)longest));
        }

        var padded = new StringBuilder(text);
        for (var i = runes.Count; i < shortest; i++)
        {
            padded.Append('.');
        }

        return padded.ToString();
    }
}
