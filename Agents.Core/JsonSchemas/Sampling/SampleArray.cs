using Agents.Core.Json;
using Agents.Core.JsonSchemas.Parts;

namespace Agents.Core.JsonSchemas.Sampling;

/// <summary>Makes up arrays.</summary>
internal static class SampleArray
{
    private const int UsualItems = 2;
    private const int MostItems = 1_000;

    public static JsonValue? Make(SampleAttempt attempt, SchemaParts parts, string place, string field, int depth)
    {
        var contained = parts.All.Where(static part => part.Members.ContainsKey("contains")).ToList();
        var least = Math.Max(parts.Highest("minItems", 0), contained.Count > 0 ? parts.Highest("minContains", 1) : 0);
        var most = parts.Lowest("maxItems", MostItems);
        if (least > most || least > MostItems)
        {
            return null;
        }

        var count = (int)Math.Clamp(attempt.IsTight(depth) || !attempt.Choices.TakesOptional(place) ? least : Math.Max(UsualItems, Prefix(parts)), least, most);
        var items = new List<JsonValue>();
        for (var i = 0; i < count; i++)
        {
            var item = attempt.Make(SchemasOf(parts, contained, i), JsonPointer.Append(place, i), field, depth + 1);
            if (item is null && i < least)
            {
                return null;
            }

            if (item is null)
            {
                break;
            }

            items.Add(item);
        }

        return JsonArray.From(Varied(attempt, parts, contained, items, place, field, depth));
    }

    // Items that must differ are tried again elsewhere; optional ones that still repeat are left out.
    private static IEnumerable<JsonValue> Varied(
        SampleAttempt attempt, SchemaParts parts, List<SchemaPart> contained, List<JsonValue> items, string place, string field, int depth)
    {
        if (parts.First("uniqueItems") is not JsonBoolean { Value: true })
        {
            return items;
        }

        var seen = new HashSet<JsonValue>();
        for (var i = 0; i < items.Count; i++)
        {
            if (seen.Add(items[i]))
            {
                continue;
            }

            for (var again = 0; again < 30 && items.Count < MostItems; again++)
            {
                var other = new SampleVariation(attempt, again).Make(SchemasOf(parts, contained, i), $"{place}/{i}", $"{field} {i + 1}", depth + 1);
                if (other is not null && seen.Add(other))
                {
                    break;
                }
            }
        }

        return seen;
    }

    private static List<SchemaPart> SchemasOf(SchemaParts parts, List<SchemaPart> contained, int index)
        => [.. parts.Item(index), .. contained.Where(_ => index < Math.Max(1, parts.Highest("minContains", 1))).Select(static part => SchemaSource.Child(part, part.Members["contains"], "contains"))];

    private static int Prefix(SchemaParts parts)
        => parts.Each("prefixItems").Concat(parts.Each("items")).OfType<JsonArray>().Select(static prefix => prefix.Count).DefaultIfEmpty(0).Max();
}

/// <summary>Another try at one item, with choices of its own.</summary>
internal readonly record struct SampleVariation(SampleAttempt Attempt, int Number)
{
    public JsonValue? Make(IReadOnlyList<SchemaPart> schemas, string place, string field, int depth)
        => Attempt.WithSeed($"{place}#{Number}", Number).Make(schemas, place, field, depth);
}
