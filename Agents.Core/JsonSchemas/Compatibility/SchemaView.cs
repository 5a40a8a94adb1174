using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Parts;

namespace Agents.Core.JsonSchemas.Compatibility;

/// <summary>Whether a value has a member, as far as its schema tells.</summary>
internal enum Presence
{
    /// <summary>The schema does not tell.</summary>
    Unknown,

    /// <summary>Always.</summary>
    Certain,

    /// <summary>The schema names it, but a value may lack it.</summary>
    Optional,

    /// <summary>The schema names others and does not forbid it.</summary>
    Undeclared,

    /// <summary>Never: the schema forbids it, or its values have no members.</summary>
    Absent,
}

/// <summary>What a schema says of its values, references and <c>allOf</c> followed; what it says by alternatives is left open.</summary>
internal sealed class SchemaView
{
    private const int MaxParts = 100;

    private static readonly string[] Alternatives = ["anyOf", "oneOf", "not", "if", "dependentSchemas", "$dynamicRef", "patternProperties", "propertyNames"];

    private readonly SchemaSource _source;
    private readonly SchemaParts _parts;

    private SchemaView(SchemaSource source, IEnumerable<SchemaPart> parts)
    {
        _source = source;
        _parts = new SchemaParts(Expand(source, parts));
    }

    /// <summary>Whether it also says things that are not looked at here.</summary>
    public bool HasAlternatives => _parts.Has(Alternatives) || _parts.All.Count >= MaxParts;

    /// <summary>Types as JSON Schema names them; null where any is allowed.</summary>
    public IReadOnlyList<string>? Types => _parts.Types();

    /// <summary>The only values that it allows; null where others are.</summary>
    public IReadOnlyList<JsonValue>? Values
        => _parts.First("const") is { } only ? [only] : _parts.First("enum") is JsonArray values ? values : null;

    public IReadOnlyList<string> Required => _parts.Required();

    public IReadOnlyList<string> Named => _parts.Named();

    /// <summary>Whether members that it does not name are forbidden.</summary>
    public bool IsClosed => _parts.Each("additionalProperties").Concat(_parts.Each("unevaluatedProperties")).Any(static rest => rest is JsonBoolean { Value: false });

    /// <exception cref="SchemaException">It is no schema.</exception>
    public static SchemaView Of(JsonValue schema)
    {
        var source = new SchemaSource(new SchemaCompiler(SchemaOptions.Default), schema);
        return new SchemaView(source, [source.Root]);
    }

    /// <summary>A member of its values.</summary>
    public (SchemaView? View, Presence Presence) Member(string key)
    {
        var view = _parts.Property(key) is { Count: > 0 } found ? new SchemaView(_source, found) : null;
        if (Types is { } types && !types.Contains("object", StringComparer.Ordinal))
        {
            return (null, Presence.Absent);
        }

        if (Required.Contains(key, StringComparer.Ordinal))
        {
            return (view, Presence.Certain);
        }

        return (Named.Contains(key, StringComparer.Ordinal), HasAlternatives) switch
        {
            (true, _) => (view, Presence.Optional),
            (false, true) => (null, Presence.Unknown),
            _ when IsClosed => (null, Presence.Absent),
            // A schema of values for any key, or one that names no key at all: a dictionary.
            _ when view is not null || Named.Count == 0 => (view, Presence.Unknown),
            _ => (null, Presence.Undeclared),
        };
    }

    /// <summary>An item of its values; null where nothing is said about it.</summary>
    public SchemaView? Item(int index) => _parts.Item(index) is { Count: > 0 } found ? new SchemaView(_source, found) : null;

    private static List<SchemaPart> Expand(SchemaSource source, IEnumerable<SchemaPart> parts)
    {
        var found = new List<SchemaPart>();
        var open = new Stack<SchemaPart>(parts.Reverse());
        while (found.Count < MaxParts && open.TryPop(out var part))
        {
            found.Add(part);
            if (part.Members.Find("$ref") is JsonString reference)
            {
                open.Push(source.Follow(part, reference.Value));
            }

            var all = part.Members.Find("allOf") as JsonArray ?? JsonArray.Empty;
            for (var at = 0; at < all.Count; at++)
            {
                open.Push(SchemaSource.Child(part, all[at], "allOf", $"{at}"));
            }
        }

        return found;
    }
}
