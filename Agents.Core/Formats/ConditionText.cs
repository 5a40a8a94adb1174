using System.Text.RegularExpressions;

namespace Agents.Core.Formats;

/// <summary>One spelling for conditions: <c>true false null</c> become <c>True False None</c>. Lengths stay, so columns do.</summary>
internal static partial class ConditionText
{
    public static string Canonical(string condition) => Words().Replace(condition.Trim(), static match => match.Value switch
    {
        "true" => "True",
        "false" => "False",
        "null" => "None",
        var other => other,
    });

    // Quoted text is matched first, so that words inside it are left alone.
    [GeneratedRegex("""'(\\.|[^'\\])*'|"(\\.|[^"\\])*"|(?<![\w.])(true|false|null)(?!\w)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Words();
}
