using Agents.Core.Json;

namespace Agents.Core.Comparisons;

/// <summary>Finds the smallest parts in which two JSON values differ.</summary>
internal static class JsonComparison
{
    public static IEnumerable<ChangedPart> Of(JsonValue? before, JsonValue? after, string path = "") => (before, after) switch
    {
        _ when Equals(before, after) => [],
        (JsonObject older, JsonObject newer) => older.Keys.Union(newer.Keys).SelectMany(key => Of(older.Find(key), newer.Find(key), Member(path, key))),
        // Lists of different lengths would be matched by position, which says nothing where an item was put in front.
        (JsonArray older, JsonArray newer) when older.Count == newer.Count => older.Zip(newer).SelectMany((pair, at) => Of(pair.First, pair.Second, $"{path}[{at}]")),
        _ => [new ChangedPart(path, before, after)],
    };

    private static string Member(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
