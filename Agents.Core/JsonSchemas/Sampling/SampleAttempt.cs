using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Parts;

namespace Agents.Core.JsonSchemas.Sampling;

/// <summary>One try at a value: walks the schema, choosing as <see cref="SampleChoices"/> says. Whether it fits is for validation to tell.</summary>
internal sealed class SampleAttempt(SchemaSource source, SampleOptions options, int attempt)
{
    // Recursive schemas are followed this deep where they may stop, and to the hard limit where they may not.
    private const int OptionalDepth = 5;
    private const int HardDepth = 50;
    private const int MaxValues = 5_000;

    private int _values;

    public SampleOptions Options => options;

    public SampleChoices Choices { get; } = new(options.Seed, attempt);

    /// <summary>The same attempt with other choices.</summary>
    public SampleAttempt WithSeed(string seed, int number) => new(source, options with { Seed = options.Seed + seed }, (number * 4) + 4);

    /// <summary>The value; null where this attempt led to none.</summary>
    public JsonValue? Make() => Make([source.Root], "", "", 0);

    /// <summary>Whether only what is required should be made from here on.</summary>
    public bool IsTight(int depth) => depth >= OptionalDepth || _values > MaxValues / 2;

    /// <summary>A value that keeps all these schemas.</summary>
    /// <param name="schemas">The schemas.</param>
    /// <param name="place">JSON pointer of the value: what its choices depend on.</param>
    /// <param name="field">The nearest property's name, for text.</param>
    /// <param name="depth">How deep the value is nested.</param>
    public JsonValue? Make(IReadOnlyList<SchemaPart> schemas, string place, string field, int depth)
    {
        if (depth > HardDepth || ++_values > MaxValues)
        {
            return null;
        }

        var parts = new SchemaParts(Expand(schemas, place, depth));
        return parts.IsImpossible ? null : Suggested(parts, place) ?? Typed(parts, place, field, depth);
    }

    private JsonValue? Suggested(SchemaParts parts, string place)
    {
        if (parts.First("const") is { } constant)
        {
            return constant;
        }

        if (Choices.TakesSuggestions(place) && (parts.First("default") ?? (parts.First("examples") is JsonArray { Count: > 0 } examples ? examples[0] : null)) is { } suggestion)
        {
            return suggestion;
        }

        return parts.First("enum") is JsonArray ? Enumerated(parts, place) : null;
    }

    private JsonValue? Enumerated(SchemaParts parts, string place)
    {
        var lists = parts.Each("enum").OfType<JsonArray>().ToList();
        var common = lists[0].Where(value => lists.TrueForAll(list => list.Contains(value)) && IsOfType(value, parts.Types())).ToList();
        return common.Count == 0 ? null : common[Choices.Index(place, common.Count)];
    }

    private JsonValue? Typed(SchemaParts parts, string place, string field, int depth) => TypeOf(parts, place, depth) switch
    {
        "null" => JsonValue.Null,
        "boolean" => Choices.Index(place, 2) == 0,
        "integer" => SampleNumber.Make(parts, place, Choices, integer: true),
        "number" => SampleNumber.Make(parts, place, Choices, integer: false),
        "array" => SampleArray.Make(this, parts, place, field, depth),
        "object" => SampleObject.Make(this, parts, place, depth),
        "string" => SampleText.Make(parts, place, field, Choices, options.Label),
        _ => null,
    };

    private string? TypeOf(SchemaParts parts, string place, int depth)
    {
        if (parts.Types() is not { } types)
        {
            return Guess(parts);
        }

        // A value says more than null, and a scalar ends a recursion.
        var wanted = types.Where(static type => type != "null").ToList();
        var scalars = wanted.Where(static type => type is not ("object" or "array")).ToList();
        var candidates = Choices.Attempt % 3 == 2 || wanted.Count == 0 ? [.. types] : depth >= OptionalDepth && scalars.Count > 0 ? scalars : wanted;
        candidates = depth >= OptionalDepth && scalars.Count == 0 && types.Contains("null", StringComparer.Ordinal) ? ["null"] : candidates;
        return candidates.Count == 0 ? null : candidates[Choices.Index(place + "?type", candidates.Count)];
    }

    private static string Guess(SchemaParts parts)
        => parts.Has("properties", "required", "additionalProperties", "patternProperties", "minProperties", "propertyNames", "dependentRequired") ? "object"
            : parts.Has("items", "prefixItems", "contains", "minItems", "uniqueItems") ? "array"
            : parts.Has("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf") ? "integer"
            : "string";

    private static bool IsOfType(JsonValue value, IReadOnlyList<string>? types)
        => types is null || types.Contains(value.TypeName, StringComparer.Ordinal) || (value.TypeName == "integer" && types.Contains("number", StringComparer.Ordinal));

    // All schemas that hold at once. A place is taken once: references may run in circles.
    private List<SchemaPart> Expand(IReadOnlyList<SchemaPart> schemas, string place, int depth)
    {
        var parts = new List<SchemaPart>();
        var seen = new HashSet<(SchemaDocument, string)>();
        var pending = new Queue<SchemaPart>(schemas);
        while (pending.TryDequeue(out var part))
        {
            if (!seen.Add((part.Resource.Document, part.Pointer)))
            {
                continue;
            }

            parts.Add(part);
            foreach (var more in Implied(part, place, depth))
            {
                pending.Enqueue(more);
            }
        }

        return parts;
    }

    private IEnumerable<SchemaPart> Implied(SchemaPart part, string place, int depth)
    {
        var members = part.Members;
        if ((members.Find("$ref") ?? members.Find("$dynamicRef")) is JsonString reference)
        {
            yield return source.Follow(part, reference.Value);
        }

        foreach (var (index, schema) in (members.Find("allOf") as JsonArray ?? []).Index())
        {
            yield return SchemaSource.Child(part, schema, "allOf", index.ToString());
        }

        foreach (var keyword in (string[])["anyOf", "oneOf"])
        {
            if (members.Find(keyword) is JsonArray { Count: > 0 } alternatives)
            {
                var chosen = Alternative(alternatives, $"{place}?{part.Pointer}/{keyword}", depth);
                yield return SchemaSource.Child(part, alternatives[chosen], keyword, chosen.ToString());
            }
        }

        foreach (var branch in Conditional(part, place))
        {
            yield return branch;
        }

        foreach (var (key, schema) in members.Find("dependentSchemas") as JsonObject ?? JsonObject.Empty)
        {
            yield return SchemaSource.Child(part, schema, "dependentSchemas", key);
        }
    }

    private IEnumerable<SchemaPart> Conditional(SchemaPart part, string place)
    {
        if (part.Members.Find("if") is not { } condition)
        {
            yield break;
        }

        var holds = Choices.Attempt < 2 || Choices.Number($"{place}?{part.Pointer}/if", 2) == 0;
        if (holds)
        {
            yield return SchemaSource.Child(part, condition, "if");
        }

        if (part.Members.Find(holds ? "then" : "else") is { } branch)
        {
            yield return SchemaSource.Child(part, branch, holds ? "then" : "else");
        }
    }

    private int Alternative(JsonArray alternatives, string place, int depth)
    {
        var all = Enumerable.Range(0, alternatives.Count).Where(index => alternatives[index] is not JsonBoolean { Value: false }).ToList();
        var simple = all.Where(index => alternatives[index] is JsonObject schema && IsScalar(schema)).ToList();
        var speaking = all.Where(index => !IsNull(alternatives[index])).ToList();
        var candidates = depth >= OptionalDepth && simple.Count > 0 ? simple : Choices.Attempt % 3 != 2 && speaking.Count > 0 ? speaking : all;
        return candidates.Count == 0 ? 0 : candidates[Choices.Index(place, candidates.Count)];
    }

    private static bool IsNull(JsonValue schema) => schema is JsonObject members && members.Find("type") is JsonString { Value: "null" };

    private static bool IsScalar(JsonObject schema)
        => schema.ContainsKey("const") || schema.ContainsKey("enum") || schema.Find("type") is JsonString { Value: not ("object" or "array") };
}
