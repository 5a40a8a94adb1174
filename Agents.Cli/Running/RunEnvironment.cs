namespace Agents.Cli.Running;

/// <summary>
/// Makes an execution's environment from <c>--env-file</c> and <c>-e</c>. A bare name takes the value that this process has, so that no secret needs to be on a
/// command line.
/// </summary>
internal static class RunEnvironment
{
    /// <exception cref="CliException">Something is written wrong, or a file cannot be read. Never repeats a value.</exception>
    public static IReadOnlyDictionary<string, string>? Of(IReadOnlyList<string> files, IReadOnlyList<string> written, Func<string, string?> ownValue)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            ReadFile(file, values);
        }

        foreach (var text in written)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            var name = at < 0 ? text : text[..at];
            values[name] = at >= 0 ? text[(at + 1)..]
                : ownValue(name) ?? throw new CliException($"The environment has no '{name}'. Export it, write -e {name}=value, or use --env-file.");
        }

        return values.Count == 0 ? null : values;
    }

    private static void ReadFile(string file, Dictionary<string, string> values)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The environment file cannot be read: {problem.Message}");
        }

        for (var number = 0; number < lines.Length; number++)
        {
            var line = lines[number].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            line = line.StartsWith("export ", StringComparison.Ordinal) ? line["export ".Length..].TrimStart() : line;
            var at = line.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                throw new CliException($"Line {number + 1} of {file} is not NAME=value.");
            }

            values[line[..at].TrimEnd()] = Unquoted(line[(at + 1)..].Trim());
        }
    }

    private static string Unquoted(string value)
        => value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value;
}
