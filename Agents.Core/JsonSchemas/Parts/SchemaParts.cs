using Agents.Core.Json;

namespace Agents.Core.JsonSchemas.Parts;

/// <summary>Everything that one value must keep at once: a schema with what it refers to, its <c>allOf</c>, and alternatives where some were chosen.</summary>
internal sealed class SchemaParts(IReadOnlyList<SchemaPart> parts)
{
    public IReadOnlyList<SchemaPart> All => parts;

    public bool IsImpossible => parts.Any(static part => part.Schema is JsonBoolean { Value: false });

    public JsonValue? First(string keyword)
    {
        foreach (var part in parts)
        {
            if (part.Members.Find(keyword) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    public IEnumerable<JsonValue> Each(string keyword) => parts.Select(part => part.Members.Find(keyword)).OfType<JsonValue>();

    public bool Has(params ReadOnlySpan<string> keywords)
    {
        foreach (var keyword in keywords)
        {
            if (First(keyword) is not null)
            {
                return true;
            }
        }

        return false;
    }

    public long Highest(string keyword, long fallback) => Counts(keyword).DefaultIfEmpty(fallback).Max();

    public long Lowest(string keyword, long fallback) => Counts(keyword).DefaultIfEmpty(fallback).Min();

    /// <summary>The types that all parts allow; null where none says anything.</summary>
    public IReadOnlyList<string>? Types()
    {
        IReadOnlyList<string>? common = null;
        foreach (var type in Each("type"))
        {
            string[] named = type is JsonString one ? [one.Value] : [.. ((JsonArray)type).Cast<JsonString>().Select(static name => name.Value)];
            common = common is null ? named : [.. Common(common, named), .. Common(named, common)];
        }

        return common?.Distinct(StringComparer.Ordinal).ToArray();
    }

    /// <summary>The names that must be there, in order.</summary>
    public IReadOnlyList<string> Required()
        => [.. Each("required").OfType<JsonArray>().SelectMany(static names => names).OfType<JsonString>().Select(static name => name.Value).Distinct(StringComparer.Ordinal)];

    /// <summary>The names that have schemas of their own, in order.</summary>
    public IReadOnlyList<string> Named()
        => [.. Each("properties").OfType<JsonObject>().SelectMany(static properties => properties.Keys).Distinct(StringComparer.Ordinal)];

    /// <summary>The schemas of all parts that apply to a property.</summary>
    public IReadOnlyList<SchemaPart> Property(string name) => [.. parts.SelectMany(part => PropertyOf(part, name))];

    /// <summary>The schemas of all parts that apply to an item.</summary>
    public IReadOnlyList<SchemaPart> Item(int index) => [.. parts.SelectMany(part => ItemOf(part, index))];

    private static IEnumerable<SchemaPart> PropertyOf(SchemaPart part, string name)
    {
        var found = false;
        if (part.Members.Find("properties") is JsonObject named && named.Find(name) is { } schema)
        {
            found = true;
            yield return SchemaSource.Child(part, schema, "properties", name);
        }

        if (part.Members.Find("patternProperties") is JsonObject patterns)
        {
            foreach (var (pattern, matched) in patterns)
            {
                if (Patterns.SchemaPattern.TryCompile(pattern, out _)?.IsMatch(name) == true)
                {
                    found = true;
                    yield return SchemaSource.Child(part, matched, "patternProperties", pattern);
                }
            }
        }

        foreach (var keyword in found ? Array.Empty<string>() : ["additionalProperties", "unevaluatedProperties"])
        {
            // An unevaluated one may be looked at by another part: only validation can tell.
            if (part.Members.Find(keyword) is { } rest && !(keyword[0] == 'u' && rest is JsonBoolean))
            {
                yield return SchemaSource.Child(part, rest, keyword);
            }
        }
    }

    private static IEnumerable<SchemaPart> ItemOf(SchemaPart part, int index)
    {
        var items = part.Members.Find("items");
        var prefix = part.Members.Find("prefixItems") as JsonArray ?? items as JsonArray ?? JsonArray.Empty;
        if (index < prefix.Count)
        {
            yield return SchemaSource.Child(part, prefix[index], ReferenceEquals(prefix, items) ? "items" : "prefixItems", index.ToString());
        }
        else if ((items is JsonArray ? part.Members.Find("additionalItems") : items) is { } rest)
        {
            yield return SchemaSource.Child(part, rest, items is JsonArray ? "additionalItems" : "items");
        }
    }

    private static IEnumerable<string> Common(IReadOnlyList<string> left, IReadOnlyList<string> right)
        => left.Where(type => right.Contains(type, StringComparer.Ordinal) || (type == "integer" && right.Contains("number", StringComparer.Ordinal)));

    private IEnumerable<long> Counts(string keyword)
        => Each(keyword).OfType<JsonNumber>().Select(static number => number.TryGetInt64(out var count) ? count : long.MaxValue);
}
