using Agents.Core.Json;

namespace Agents.Core.JsonSchemas.Compatibility;

/// <summary>Something in which values of one schema do not keep another.</summary>
/// <param name="Path">Where in the value: <c>pods[].name</c>; empty for the whole of it.</param>
/// <param name="IsCertain">Whether every value breaks the other schema there, rather than some.</param>
/// <param name="IsMissing">Whether something is not there, rather than of another type.</param>
/// <param name="Expected">What the other schema wants.</param>
/// <param name="Actual">What this one gives.</param>
internal sealed record FitProblem(string Path, bool IsCertain, bool IsMissing, string Expected, string Actual);

/// <summary>
/// Whether every value of one schema keeps another: types, required and closed members, items, enumerations. Certain is only what is provable;
/// what alternatives (<c>anyOf</c>, <c>if</c>) or limits (<c>minimum</c>, <c>pattern</c>) say is not looked at.
/// </summary>
internal sealed class SchemaFit
{
    private const int MaxDepth = 12;

    // Schemas whose members refer to themselves have as many members as one cares to look at.
    private const int MaxSteps = 5_000;

    private int _steps;

    public static IReadOnlyList<FitProblem> Of(SchemaView from, SchemaView to) => [.. new SchemaFit().Compare(from, to, "", 0)];

    /// <summary>Whether values of these types can be of those; null where some can and some cannot.</summary>
    public static bool? Overlap(IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        var fitting = from.Count(type => to.Contains(type, StringComparer.Ordinal) || (type == "integer" && to.Contains("number", StringComparer.Ordinal)));
        var possible = from.Any(type => type == "number" && to.Contains("integer", StringComparer.Ordinal));
        return fitting == from.Count ? true : fitting == 0 && !possible ? false : null;
    }

    private IEnumerable<FitProblem> Compare(SchemaView from, SchemaView to, string path, int depth)
    {
        if (depth > MaxDepth || ++_steps > MaxSteps)
        {
            return [];
        }

        if (from.Types is { } given && to.Types is { } taken && Overlap(given, taken) is not true)
        {
            // Nothing inside can be compared where the types are not the same.
            return [new FitProblem(path, Overlap(given, taken) is false, false, Words(taken), Words(given))];
        }

        if (Values(from, to, path) is { } problem)
        {
            return [problem];
        }

        return from.Types is [var only] ? only switch
        {
            "object" => Members(from, to, path, depth),
            "array" => Items(from, to, path, depth),
            _ => [],
        } : [];
    }

    private static FitProblem? Values(SchemaView from, SchemaView to, string path)
    {
        if (to.Values is not { } allowed)
        {
            return null;
        }

        if (from.Values is not { } given)
        {
            return from.Types is null ? null : new FitProblem(path, false, false, Words(allowed), Words(from.Types));
        }

        var fitting = given.Count(allowed.Contains);
        return fitting == given.Count ? null : new FitProblem(path, fitting == 0, false, Words(allowed), Words(given));
    }

    private IEnumerable<FitProblem> Members(SchemaView from, SchemaView to, string path, int depth)
    {
        foreach (var key in to.Named.Union(to.Required))
        {
            var at = path.Length == 0 ? key : $"{path}.{key}";
            var isRequired = to.Required.Contains(key, StringComparer.Ordinal);
            var (view, presence) = from.Member(key);
            if (isRequired && presence is (Presence.Absent or Presence.Undeclared or Presence.Optional))
            {
                yield return new FitProblem(at, presence != Presence.Optional, true, "required", presence == Presence.Optional ? "optional" : "missing");
            }

            if (view is not null && to.Member(key).View is { } wanted)
            {
                foreach (var inside in Compare(view, wanted, at, depth + 1))
                {
                    yield return presence == Presence.Certain ? inside : inside with { IsCertain = false };
                }
            }
        }

        foreach (var key in to is { IsClosed: true, HasAlternatives: false } ? from.Named.Except(to.Named) : [])
        {
            var at = path.Length == 0 ? key : $"{path}.{key}";
            yield return new FitProblem(at, from.Required.Contains(key, StringComparer.Ordinal), false, $"only {Words(to.Named)}", key);
        }
    }

    private IEnumerable<FitProblem> Items(SchemaView from, SchemaView to, string path, int depth)
        => from.Item(0) is { } given && to.Item(0) is { } taken ? Compare(given, taken, $"{path}[]", depth + 1) : [];

    private static string Words(IReadOnlyList<string> types) => types.Count == 0 ? "nothing" : string.Join(" or ", types);

    private static string Words(IReadOnlyList<JsonValue> values)
        => string.Join(" or ", values.Take(6).Select(static value => value.ToJson())) + (values.Count > 6 ? " or ..." : "");
}
