using Agents.Core.Json;
using Agents.Core.JsonSchemas;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Parts;

namespace Agents.Core.Forms;

/// <summary>Makes fields of an input schema's properties, through references and <c>allOf</c>.</summary>
internal sealed class FormReading(JsonValue schema)
{
    // Deeper objects are one JSON field.
    private const int DeepestFields = 3;
    private const int LongestLine = 200;

    private readonly SchemaSource _source = new(new SchemaCompiler(SchemaOptions.Default), schema);

    public IReadOnlyList<FormField> Fields() => [.. FieldsOf(Expand([_source.Root]), "", "", required: true, depth: 1)];

    private IEnumerable<FormField> FieldsOf(SchemaParts parts, string pointer, string prefix, bool required, int depth)
    {
        var names = parts.Required();
        var properties = parts.Named().Union(names, StringComparer.Ordinal)
            .Select((name, position) => (Name: name, Parts: Expand(parts.Property(name)), Position: position))
            .OrderBy(static property => OrderOf(property.Parts, property.Position));
        foreach (var (name, property, _) in properties)
        {
            var isRequired = required && names.Contains(name, StringComparer.Ordinal);
            var place = JsonPointer.Append(pointer, name);
            if (property.Named().Count > 0 && TypeOf(property) == "object" && depth < DeepestFields)
            {
                foreach (var field in FieldsOf(property, place, prefix + name + ".", isRequired, depth + 1))
                {
                    yield return field;
                }
            }
            else
            {
                yield return FieldOf(property, name, prefix + name, place, isRequired);
            }
        }
    }

    private FormField FieldOf(SchemaParts parts, string property, string name, string pointer, bool required)
    {
        var type = TypeOf(parts);
        var items = Expand(parts.Item(0));
        var itemType = type == "array" ? TypeOf(items) : "any";
        var choices = ChoicesOf(type == "array" ? items : parts);
        var isSecret = parts.All.Any(static part => SecretMark.IsOn(part.Members));
        var format = TextOf(parts, "format");
        return new FormField(name, pointer, TextOf(parts, "title") ?? FieldLabel.Of(property), type, WidgetOf(parts, type, itemType, choices, format, isSecret))
        {
            Required = required,
            Default = parts.First("default"),
            Enum = choices,
            Description = TextOf(parts, "description"),
            Example = parts.First("examples") is JsonArray { Count: > 0 } examples ? examples[0] : parts.First("example"),
            Minimum = Bound(parts, "minimum", "exclusiveMinimum", type == "integer" ? 1 : 0),
            Maximum = Bound(parts, "maximum", "exclusiveMaximum", type == "integer" ? -1 : 0),
            MinLength = Count(parts, type == "array" ? "minItems" : "minLength"),
            MaxLength = Count(parts, type == "array" ? "maxItems" : "maxLength"),
            Format = format,
            Pattern = TextOf(parts, "pattern"),
            ItemType = itemType,
            Secret = isSecret,
        };
    }

    // What always holds: references, allOf, and the one alternative that is not null.
    private SchemaParts Expand(IReadOnlyList<SchemaPart> schemas)
    {
        var parts = new List<SchemaPart>();
        var pending = new Queue<SchemaPart>(schemas);
        while (pending.TryDequeue(out var part))
        {
            if (parts.Exists(known => known.Resource.Document == part.Resource.Document && known.Pointer == part.Pointer))
            {
                continue;
            }

            parts.Add(part);
            if (part.Members.Find("$ref") is JsonString reference)
            {
                pending.Enqueue(_source.Follow(part, reference.Value));
            }

            foreach (var more in Holding(part))
            {
                pending.Enqueue(more);
            }
        }

        return new SchemaParts(parts);
    }

    private static IEnumerable<SchemaPart> Holding(SchemaPart part)
    {
        foreach (var keyword in (string[])["allOf", "anyOf", "oneOf"])
        {
            var schemas = (part.Members.Find(keyword) as JsonArray ?? []).Index()
                .Where(static pair => !(pair.Item is JsonObject schema && schema.Find("type") is JsonString { Value: "null" })).ToList();
            if (keyword == "allOf" || schemas.Count == 1)
            {
                foreach (var (index, schema) in schemas)
                {
                    yield return SchemaSource.Child(part, schema, keyword, index.ToString());
                }
            }
        }
    }

    private static string TypeOf(SchemaParts parts)
    {
        var types = parts.Types()?.Where(static type => type != "null").ToList();
        return types is { Count: 1 } ? types[0]
            : types is null && parts.Named().Count > 0 ? "object"
            : types is null && ChoicesOf(parts) is { Count: > 0 } choices && choices.All(static choice => choice is JsonString) ? "string"
            : "any";
    }

    private static FormWidget WidgetOf(SchemaParts parts, string type, string itemType, IReadOnlyList<JsonValue> choices, string? format, bool isSecret)
        => type switch
        {
            "array" when choices.Count > 0 => FormWidget.MultiSelect,
            "array" => itemType is "object" or "array" or "any" ? FormWidget.Json : FormWidget.List,
            _ when choices.Count > 0 => FormWidget.Select,
            "boolean" => FormWidget.Checkbox,
            "integer" or "number" => FormWidget.Number,
            "string" => TextWidgetOf(parts, format, isSecret),
            _ => FormWidget.Json,
        };

    private static FormWidget TextWidgetOf(SchemaParts parts, string? format, bool isSecret) => format switch
    {
        _ when isSecret => FormWidget.Password,
        "date" => FormWidget.Date,
        "time" => FormWidget.Time,
        "date-time" => FormWidget.DateTime,
        "email" or "idn-email" => FormWidget.Email,
        "uri" or "iri" => FormWidget.Url,
        "textarea" or "markdown" or "multiline" => FormWidget.TextArea,
        _ => parts.Lowest("maxLength", 0) > LongestLine || (parts.First("default") is JsonString text && text.Value.Contains('\n')) ? FormWidget.TextArea : FormWidget.Text,
    };

    private static IReadOnlyList<JsonValue> ChoicesOf(SchemaParts parts) => parts.First("enum") is JsonArray choices ? [.. choices.Where(static choice => choice is not JsonNull)] : [];

    private static long OrderOf(SchemaParts parts, int position)
        => parts.First("x-order") is JsonNumber order && order.TryGetInt64(out var explicitly) ? explicitly : position;

    private static string? TextOf(SchemaParts parts, string keyword) => (parts.First(keyword) as JsonString)?.Value;

    private static JsonNumber? Bound(SchemaParts parts, string inclusive, string exclusive, int step)
        => parts.First(inclusive) as JsonNumber
            ?? (parts.First(exclusive) is JsonNumber bound ? bound.TryGetInt64(out var whole) ? JsonNumber.From(whole + step) : bound : null);

    private static long? Count(SchemaParts parts, string keyword) => parts.First(keyword) is JsonNumber number && number.TryGetInt64(out var count) ? count : null;
}
