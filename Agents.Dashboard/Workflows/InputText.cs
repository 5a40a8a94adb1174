using System.Text.Json;
using Agents.Client.Workflows;

namespace Agents.Dashboard.Workflows;

/// <summary>What a text in a form means as JSON: a value, nothing (left out), or an error in words.</summary>
internal readonly record struct InputText(JsonElement? Value, string? Error)
{
    private static readonly InputText Nothing = new(null, null);

    public static InputText Read(InputField field, string text)
    {
        if (text.Length == 0 || (field.Type != "string" && string.IsNullOrWhiteSpace(text)))
        {
            return field.Required ? Wrong("This is required.") : Nothing;
        }

        return field.Type switch
        {
            "string" => new(JsonSerializer.SerializeToElement(text.ReplaceLineEndings("\n")), null),
            "boolean" => text is "true" or "false" ? new(JsonSerializer.SerializeToElement(text == "true"), null) : Wrong("Say true or false."),
            "integer" => ReadJson(text, JsonValueKind.Number, "Write a whole number, such as 3."),
            "number" => ReadJson(text, JsonValueKind.Number, "Write a number, such as 0.5."),
            "array" => ReadJson(text, JsonValueKind.Array, "Write a JSON list, such as [\"a\", \"b\"]."),
            "object" => ReadJson(text, JsonValueKind.Object, "Write a JSON object, such as {\"key\": \"value\"}."),
            _ => ReadAny(text),
        };
    }

    private static InputText ReadJson(string text, JsonValueKind kind, string advice)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == kind ? new(document.RootElement.Clone(), null) : Wrong(advice);
        }
        catch (JsonException broken)
        {
            var place = kind == JsonValueKind.Number ? "" : $" Line {(broken.LineNumber ?? 0) + 1}, column {(broken.BytePositionInLine ?? 0) + 1} is not JSON.";
            return Wrong(advice + place);
        }
    }

    private static InputText ReadAny(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return new(document.RootElement.Clone(), null);
        }
        catch (JsonException)
        {
            // A field of any type takes plain text too.
            return new(JsonSerializer.SerializeToElement(text), null);
        }
    }

    private static InputText Wrong(string message) => new(null, message);
}
