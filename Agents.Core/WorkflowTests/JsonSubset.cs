using Agents.Core.Json;

namespace Agents.Core.WorkflowTests;

/// <summary>Whether a value contains another one: objects have at least the expected keys, lists match item by item, anything else is equal.</summary>
internal static class JsonSubset
{
    public static void Compare(JsonValue expected, JsonValue actual, string path, List<TestFailure> failures)
    {
        switch (expected, actual)
        {
            case (JsonObject wanted, JsonObject found):
                foreach (var (key, value) in wanted)
                {
                    if (found.TryGetValue(key, out var member))
                    {
                        Compare(value, member, $"{path}.{key}", failures);
                    }
                    else
                    {
                        failures.Add(new TestFailure($"{path}.{key}", value.ToJson(), "nothing"));
                    }
                }

                break;
            case (JsonArray wanted, JsonArray found) when wanted.Count == found.Count:
                for (var index = 0; index < wanted.Count; index++)
                {
                    Compare(wanted[index], found[index], $"{path}[{index}]", failures);
                }

                break;
            default:
                if (!expected.Equals(actual))
                {
                    failures.Add(new TestFailure(path, expected.ToJson(), actual.ToJson()));
                }

                break;
        }
    }
}
