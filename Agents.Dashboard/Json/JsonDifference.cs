using System.Text.Json;

namespace Agents.Dashboard.Json;

/// <summary>Pointers of what one document has and another had not, or had with another value: the deepest ones only.</summary>
internal static class JsonDifference
{
    public static HashSet<string> Between(JsonElement before, JsonElement after)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Compare(before, after, "", found);
        return found;
    }

    private static void Compare(JsonElement before, JsonElement after, string pointer, HashSet<string> found)
    {
        if (before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in after.EnumerateObject())
            {
                CompareMember(before.TryGetProperty(member.Name, out var was) ? was : default, member.Value, $"{pointer}/{JsonText.Escape(member.Name)}", found);
            }
        }
        else if (before.ValueKind == JsonValueKind.Array && after.ValueKind == JsonValueKind.Array)
        {
            var at = 0;
            foreach (var item in after.EnumerateArray())
            {
                CompareMember(at < before.GetArrayLength() ? before[at] : default, item, $"{pointer}/{at++}", found);
            }
        }
        else if (!JsonElement.DeepEquals(before, after))
        {
            found.Add(pointer);
        }
    }

    private static void CompareMember(JsonElement before, JsonElement after, string pointer, HashSet<string> found)
    {
        if (before.ValueKind == JsonValueKind.Undefined)
        {
            found.Add(pointer);
        }
        else
        {
            Compare(before, after, pointer, found);
        }
    }
}
