using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Workflows;

namespace Agents.Core.Formats;

/// <summary>Reads context paths.</summary>
internal static class Paths
{
    public static ContextPath? Read(DocumentNode? node, string what, DiagnosticBag bag)
    {
        if (node is null)
        {
            return null;
        }

        var text = (node as ScalarNode)?.Text;
        var path = text is null ? null : ContextPath.TryParse(Unwrapped(text));
        if (path is null)
        {
            bag.Error(
                DiagnosticCodes.InvalidPath, node.Place, $"{MappingReader.Capital(what)} is no path: '{text ?? node.TypeName}'.",
                "Write a path like a.b, a[0].b or $.a.b.", actual: text ?? node.TypeName);
        }

        return path;
    }

    /// <summary>A path that is written to; <c>$.a</c> and <c>a</c> are the same place there.</summary>
    public static ContextPath? ReadTarget(DocumentNode? node, string what, DiagnosticBag bag)
    {
        var path = Read(node, what, bag);
        return path is { IsRooted: true, Segments.Count: > 0 } ? ContextPath.TryParse(path.Text.TrimStart()[1..].TrimStart('.')) : path;
    }

    // A path written as a template, {{ a.b }} or ${a.b}, is the path.
    private static string Unwrapped(string text)
    {
        var trimmed = text.Trim();
        return trimmed.StartsWith("{{", StringComparison.Ordinal) && trimmed.EndsWith("}}", StringComparison.Ordinal) ? trimmed[2..^2]
            : trimmed.StartsWith("${", StringComparison.Ordinal) && trimmed.EndsWith('}') ? trimmed[2..^1]
            : trimmed;
    }
}
