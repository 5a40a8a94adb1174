using System.Text.RegularExpressions;

namespace Agents.Cli.Starters;

/// <summary>The workflow that <c>agents new</c> writes.</summary>
internal static partial class StarterWorkflow
{
    /// <exception cref="CliException">Not a name for a workflow.</exception>
    public static string Of(string name)
    {
        if (!Identifier().IsMatch(name))
        {
            throw new CliException($"'{name}' cannot name a workflow. Use letters, digits, '-' and '_', beginning with a letter.");
        }

        using var stream = typeof(StarterWorkflow).Assembly.GetManifestResourceStream("Agents.Cli.Starters.starter.workflow.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("__id__", name, StringComparison.Ordinal);
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,99}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Identifier();
}
