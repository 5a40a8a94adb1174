using System.Text.RegularExpressions;
using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Workflows;

namespace Agents.Core.Formats;

/// <summary>Reads <c>environment</c>: a list of names, or of <c>{name, required, description}</c>.</summary>
internal static partial class EnvironmentReader
{
    public static IReadOnlyList<EnvironmentVariable> Read(DocumentNode? node, DiagnosticBag bag)
    {
        if (node is null)
        {
            return [];
        }

        if (node is not SequenceNode list)
        {
            MappingReader.Mistyped(bag, node, "'environment'", "a list of names", "Write environment: [GITHUB_TOKEN], or [{name: REGION, required: false}].");
            return [];
        }

        var variables = new List<EnvironmentVariable>();
        foreach (var item in list.Items)
        {
            if (Variable(item, bag) is { } variable && !variables.Exists(known => known.Name == variable.Name))
            {
                variables.Add(variable);
            }
        }

        return variables;
    }

    private static EnvironmentVariable? Variable(DocumentNode item, DiagnosticBag bag)
    {
        if (item is ScalarNode scalar)
        {
            return Named(scalar.Text, scalar, bag) is { } name ? new EnvironmentVariable(name) : null;
        }

        if (MappingReader.Of(item, bag, "an entry of 'environment'") is not { } keys)
        {
            return null;
        }

        var text = keys.RequireText("name");
        var variable = text is not null && Named(text, item, bag) is { } given ? new EnvironmentVariable(given, keys.Boolean("required") ?? true, keys.Text("description")) : null;
        keys.Finish("required", "description");
        return variable;
    }

    private static string? Named(string text, DocumentNode node, DiagnosticBag bag)
    {
        if (Name().IsMatch(text))
        {
            return text;
        }

        bag.Error(
            DiagnosticCodes.InvalidValue, node.Place, "An environment variable is named by at most 100 letters, digits and '_', and does not begin with a digit.", expected: "GITHUB_TOKEN", actual: text);
        return null;
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
