using System.Globalization;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Graph;

/// <summary>Compares types with each other and with values.</summary>
internal static class FieldTypes
{
    /// <summary>Whether a value of <paramref name="output"/> may go into a field of <paramref name="field"/>: the same type, or a more exact one.</summary>
    public static bool Fits(FieldType output, FieldType field)
        => output.Kind == field.Kind
            && (field.Element is null || (output.Element is { } element && Fits(element, field.Element)))
            && (field.Key is null || (output.Key is { } key && Fits(key, field.Key)))
            && (output.Kind != FieldKind.Object || output.Fields.Count == 0 || field.Fields.Count == 0 || SameFields(output.Fields, field.Fields));

    /// <summary>
    /// Why a value is not of a type; null where it is. Null is of every type: it means no value yet. Every item of a list and every key and value of a
    /// dict is looked at, and none of those may be null.
    /// </summary>
    public static string? Mismatch(FieldType type, JsonValue value) => (type.Kind, value) switch
    {
        (_, JsonNull) => null,
        (FieldKind.Str, JsonString) or (FieldKind.Bool, JsonBoolean) or (FieldKind.Float, JsonNumber) => null,
        (FieldKind.Int, JsonNumber number) => number.IsInteger ? null : $"{number.ToText()} is no whole number",
        (FieldKind.List, JsonArray items) => First(items.Select((item, at) => (At: $"item {at}", Why: ElementMismatch(type.Element, item)))),
        (FieldKind.Dict, JsonObject members) => First(members.Select(member => (At: $"'{member.Key}'", Why: KeyMismatch(type.Key, member.Key) ?? ElementMismatch(type.Element, member.Value)))),
        (FieldKind.Object, JsonObject members) => First(type.Fields.Select(field => (At: $"'{field.Name}'", Why: Mismatch(field.Type, members.Find(field.Name) ?? JsonValue.Null)))),
        _ => $"{Article(value.TypeName)} is no {type}",
    };

    private static string? ElementMismatch(FieldType? type, JsonValue element)
        => type is null ? null : element is JsonNull ? $"null is no {type}" : Mismatch(type, element);

    // JSON's keys are text: one of another type must read as it.
    private static string? KeyMismatch(FieldType? type, string key) => type?.Kind switch
    {
        FieldKind.Int when !long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => "the key is no whole number",
        FieldKind.Float when !double.TryParse(key, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => "the key is no number",
        _ => null,
    };

    private static bool SameFields(IReadOnlyList<StateField> output, IReadOnlyList<StateField> fields)
        => output.Count == fields.Count && output.All(field => fields.FirstOrDefault(other => other.Name == field.Name) is { } other && Fits(field.Type, other.Type));

    private static string? First(IEnumerable<(string At, string? Why)> parts)
        => parts.Where(static part => part.Why is not null).Select(static part => $"{part.At}: {part.Why}").FirstOrDefault();

    private static string Article(string name) => (name[0] is 'a' or 'i' or 'o' ? "an " : "a ") + name;
}
