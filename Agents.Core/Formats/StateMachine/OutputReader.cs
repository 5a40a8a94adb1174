namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads <c>output: {key: "$.result.path"}</c>: parts of the result that go into the context.</summary>
internal static class OutputReader
{
    public static IReadOnlyList<KeyValuePair<string, string>> Read(MappingReader keys)
    {
        if (keys.Mapping("output") is not { } output)
        {
            return [];
        }

        var parts = new List<KeyValuePair<string, string>>();
        foreach (var (key, _, value) in output.Node.Entries)
        {
            if (Paths.Read(value, $"'output.{key}' of {keys.What}", keys.Bag) is { } path)
            {
                parts.Add(new(key, path.Text.Trim()));
            }
        }

        return parts;
    }
}
