using System.Text.RegularExpressions;

namespace Agents.Core.Secrets;

/// <summary>
/// <c>${secret:NAME}</c>, what stands in definitions and journals in a secret's place. It names a stored secret, or <c>inputs.NAME</c>, an input of the execution
/// that its schema marks secret. <c>${env:NAME}</c> names a value of the execution's environment. Nothing but the places that may hold secrets puts values in.
/// </summary>
public static partial class SecretReference
{
    /// <summary>What the names of secret inputs begin with.</summary>
    public const string Inputs = "inputs";

    /// <summary>The reference to an input by its path, e.g. <c>token</c> or <c>auth.keys[0]</c>.</summary>
    public static string ToInput(string path) => $"${{secret:{Inputs}.{path}}}";

    /// <summary>Puts values in the references' places.</summary>
    /// <param name="text">A text that its author wrote for a place where secrets may go; never one that a model or a caller wrote.</param>
    /// <param name="find">Gives the value of a kind (<c>secret</c> or <c>env</c>) and a name; null where there is none.</param>
    /// <param name="missing">The references that nothing was found for, as written; they stay in the text.</param>
    public static string Resolve(string text, Func<string, string, string?> find, out IReadOnlyList<string> missing)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
        {
            missing = [];
            return text;
        }

        var unknown = new List<string>();
        missing = unknown;
        return Pattern().Replace(text, match =>
        {
            var value = find(match.Groups["kind"].Value, match.Groups["name"].Value);
            if (value is null)
            {
                unknown.Add(match.Value);
            }

            return value ?? match.Value;
        });
    }

    /// <summary>The names of one kind that a text refers to.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind"><c>secret</c> or <c>env</c>.</param>
    public static IEnumerable<string> Names(string text, string kind)
        => text.Contains("${", StringComparison.Ordinal) ? Pattern().Matches(text).Where(match => match.Groups["kind"].Value == kind).Select(static match => match.Groups["name"].Value) : [];

    [GeneratedRegex(@"\$\{(?<kind>secret|env):(?<name>[A-Za-z0-9_.\-\[\]]{1,200})\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
