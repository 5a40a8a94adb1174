using Agents.Core.Json;
using Agents.Core.JsonSchemas.Parts;

namespace Agents.Core.JsonSchemas.Sampling;

/// <summary>Makes up objects.</summary>
internal static class SampleObject
{
    private const int MostInvented = 100;

    public static JsonValue? Make(SampleAttempt attempt, SchemaParts parts, string place, int depth)
    {
        var builder = new JsonObjectBuilder();
        var required = parts.Required();
        var most = parts.Lowest("maxProperties", long.MaxValue);
        foreach (var name in parts.Named().Union(required, StringComparer.Ordinal))
        {
            var isRequired = required.Contains(name, StringComparer.Ordinal);
            var child = JsonPointer.Append(place, name);
            if (!isRequired && (builder.Count >= most - required.Count || attempt.IsTight(depth) || !attempt.Choices.TakesOptional(child)))
            {
                continue;
            }

            if (attempt.Make(parts.Property(name), child, name, depth + 1) is { } value)
            {
                builder.Set(name, value);
            }
            else if (isRequired)
            {
                return null;
            }
        }

        return AddDependent(attempt, parts, builder, place, depth) && Invent(attempt, parts, builder, place, depth) ? builder.Build() : null;
    }

    private static bool AddDependent(SampleAttempt attempt, SchemaParts parts, JsonObjectBuilder builder, string place, int depth)
    {
        var rules = parts.Each("dependentRequired").Concat(parts.Each("dependencies")).OfType<JsonObject>().SelectMany(static rules => rules).ToList();
        for (var round = 0; round < rules.Count; round++)
        {
            var present = builder.Build();
            foreach (var name in rules.Where(rule => present.ContainsKey(rule.Key)).SelectMany(static rule => rule.Value as JsonArray ?? []).OfType<JsonString>())
            {
                if (present.ContainsKey(name.Value))
                {
                    continue;
                }

                if (attempt.Make(parts.Property(name.Value), JsonPointer.Append(place, name.Value), name.Value, depth + 1) is not { } value)
                {
                    return false;
                }

                builder.Set(name.Value, value);
            }
        }

        return true;
    }

    // Enough keys, named as propertyNames or patternProperties want them.
    private static bool Invent(SampleAttempt attempt, SchemaParts parts, JsonObjectBuilder builder, string place, int depth)
    {
        var least = parts.Highest("minProperties", 0);
        for (var tries = 0; builder.Count < least; tries++)
        {
            if (tries >= MostInvented || least > MostInvented)
            {
                return false;
            }

            var name = InventName(attempt, parts, place, tries, depth);
            if (name is not null && attempt.Make(parts.Property(name), JsonPointer.Append(place, name), name, depth + 1) is { } value)
            {
                builder.Set(name, value);
            }
        }

        return true;
    }

    private static string? InventName(SampleAttempt attempt, SchemaParts parts, string place, int number, int depth)
    {
        var patterns = parts.Each("patternProperties").OfType<JsonObject>().SelectMany(static patterns => patterns.Keys).ToList();
        if (patterns.Count > 0)
        {
            var choices = new SampleChoices($"{attempt.Options.Seed}{place}#{number}", attempt.Choices.Attempt);
            return SamplePattern.Make(patterns[number % patterns.Count], place, choices, 0, long.MaxValue);
        }

        var named = parts.Named();
        if (number < named.Count)
        {
            return named[number];
        }

        var names = parts.All.Where(static part => part.Members.ContainsKey("propertyNames")).ToList();
        return names.Count == 0
            ? $"key{number + 1}"
            : (new SampleVariation(attempt, number).Make(
                [.. names.Select(static part => SchemaSource.Child(part, part.Members["propertyNames"], "propertyNames"))], $"{place}?name", $"key{number + 1}", depth + 1) as JsonString)?.Value;
    }
}
