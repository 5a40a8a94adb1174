using System.Text.RegularExpressions;

namespace Agents.Dashboard.Chat;

/// <summary>Reads what is pasted of a <c>.env</c> file: <c>NAME=value</c> lines, quotes, <c>export</c>, comments.</summary>
public static partial class EnvironmentText
{
    /// <summary>The values by name; a later line goes before an earlier one.</summary>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match line in Line().Matches(text.ReplaceLineEndings("\n")))
        {
            values[line.Groups["name"].Value] = Value(line.Groups["value"].Value.Trim());
        }

        return values;
    }

    private static string Value(string written)
    {
        if (written.Length >= 2 && written[0] is '"' or '\'' && written.IndexOf(written[0], 1) is > 0 and var end)
        {
            var inner = written[1..end];
            return written[0] == '"' ? inner.Replace("\\n", "\n", StringComparison.Ordinal) : inner;
        }

        var comment = written.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? written : written[..comment].TrimEnd();
    }

    [GeneratedRegex(@"^[ \t]*(?:export[ \t]+)?(?<name>[A-Za-z_][A-Za-z0-9_]{0,99})[ \t]*=(?<value>.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Line();
}
