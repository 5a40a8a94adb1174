using System.Globalization;
using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Forms;

/// <summary>Reads one control's text as its field's type.</summary>
internal static class FieldText
{
    /// <summary>The value (null where none was given), or what is wrong with the text.</summary>
    public static (JsonValue? Value, string? Problem) Read(FormField field, string? text)
    {
        if (field.Type == "boolean" && field.Enum.Count == 0)
        {
            return Boolean(field, text);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, field.Required && field.Default is null ? $"{field.Label} is required." : null);
        }

        return field.Enum.Count > 0 && field.Type != "array" ? Choice(field.Enum, text) : Typed(field, text);
    }

    private static (JsonValue? Value, string? Problem) Typed(FormField field, string text) => field.Type switch
    {
        "array" when field.Widget is FormWidget.List or FormWidget.MultiSelect && !text.TrimStart().StartsWith('[') => List(field, text),
        "array" => Json<JsonArray>(text, "a JSON array such as [1, 2]"),
        "object" => Json<JsonObject>(text, "a JSON object such as {\"a\": 1}"),
        _ => Scalar(field.Type, field.Format, text),
    };

    private static (JsonValue? Value, string? Problem) Scalar(string type, string? format, string text) => type switch
    {
        "integer" => Number(text) is { IsInteger: true } integer ? (integer, null) : (null, $"'{text}' is no whole number."),
        "number" => Number(text) is { } number ? (number, null) : (null, $"'{text}' is no number."),
        "boolean" => Truth(text) is { } truth ? ((JsonValue)truth, null) : (null, $"'{text}' is neither true nor false."),
        "any" => (JsonValue.TryParse(text, out var value) ? value : text, null),
        "null" => (JsonValue.Null, null),
        _ => ((JsonValue)Completed(text, format), null),
    };

    private static (JsonValue? Value, string? Problem) Boolean(FormField field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (field.Required || field.Default is JsonBoolean { Value: true } ? false : null, null);
        }

        return Truth(text) is { } truth ? (truth, null) : (null, $"'{text}' is neither true nor false.");
    }

    private static (JsonValue? Value, string? Problem) Choice(IReadOnlyList<JsonValue> choices, string text)
    {
        var chosen = choices.FirstOrDefault(choice => TextOf(choice) == text) ?? choices.FirstOrDefault(choice => TextOf(choice) == text.Trim());
        return chosen is null ? (null, $"'{text}' is not one of {string.Join(", ", choices.Select(TextOf))}.") : (chosen, null);
    }

    private static (JsonValue? Value, string? Problem) List(FormField field, string text)
    {
        var items = new List<JsonValue>();
        foreach (var part in text.Split(text.Contains('\n') ? '\n' : ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (value, problem) = field.Enum.Count > 0 ? Choice(field.Enum, part) : Scalar(field.ItemType, null, part);
            if (value is null)
            {
                return (null, $"Item {items.Count + 1}: {problem}");
            }

            items.Add(value);
        }

        return (JsonArray.From(items), null);
    }

    private static (JsonValue? Value, string? Problem) Json<TValue>(string text, string expected)
        where TValue : JsonValue
    {
        try
        {
            return JsonValue.Parse(text) is TValue value ? (value, null) : (null, $"Expected {expected}.");
        }
        catch (JsonException exception)
        {
            return (null, $"Expected {expected}; line {(exception.LineNumber ?? 0) + 1} is no JSON.");
        }
    }

    // JSON's own grammar: "1,5", "0x10" and "NaN" are no numbers.
    private static JsonNumber? Number(string text) => JsonValue.TryParse(text.Trim().TrimStart('+'), out var value) ? value as JsonNumber : null;

    private static bool? Truth(string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" or "on" or "yes" or "1" => true,
        "false" or "off" or "no" or "0" => false,
        _ => null,
    };

    // Browsers post times without seconds and offset.
    private static string Completed(string text, string? format) => format switch
    {
        "date-time" when DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => text + ":00Z",
        "date-time" when DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => text + "Z",
        "time" when TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => text + ":00Z",
        _ => text,
    };

    private static string TextOf(JsonValue value) => value is JsonString text ? text.Value : value.ToJson();
}
