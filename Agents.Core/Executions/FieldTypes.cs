using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Whether a value is of a graph field's type, every element included.</summary>
public static class FieldTypes
{
    /// <summary>What is wrong with the value, or null where it fits. JSON null fits every type: a field that is not set yet.</summary>
    public static string? Problem(FieldType type, JsonValue value) => (type.Kind, value) switch
    {
        (_, JsonNull) => null,
        (FieldKind.Str, JsonString) or (FieldKind.Bool, JsonBoolean) or (FieldKind.Float, JsonNumber) => null,
        (FieldKind.Int, JsonNumber number) when number.IsInteger => null,
        (FieldKind.List, JsonArray array) => type.Element is { } element ? Items(element, array) : null,
        (FieldKind.Dict, JsonObject document) => Members(type, document),
        (FieldKind.Object, JsonObject document) => Fields(type, document),
        _ => $"expected {type}, got {value.TypeName}.",
    };

    private static string? Items(FieldType element, JsonArray array)
        => array.Select((item, index) => Problem(element, item) is { } problem ? $"item {index}: {problem}" : null).FirstOrDefault(static problem => problem is not null);

    private static string? Members(FieldType type, JsonObject document)
    {
        foreach (var (key, value) in document)
        {
            if (type.Key?.Kind == FieldKind.Int && !long.TryParse(key, out _))
            {
                return $"key '{key}' is no int.";
            }

            if (type.Element is { } element && Problem(element, value) is { } problem)
            {
                return $"key '{key}': {problem}";
            }
        }

        return null;
    }

    private static string? Fields(FieldType type, JsonObject document)
        => type.Fields.Select(field => document.Find(field.Name) is { } value && Problem(field.Type, value) is { } problem ? $"field '{field.Name}': {problem}" : null)
            .FirstOrDefault(static problem => problem is not null);
}
