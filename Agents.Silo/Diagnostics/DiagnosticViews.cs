using Agents.Client.Problems;
using Agents.Core.Diagnostics;

namespace Agents.Silo.Diagnostics;

/// <summary>Diagnostics as the API shows them.</summary>
internal static class DiagnosticViews
{
    public static DiagnosticRecord Record(Diagnostic diagnostic)
        => new(diagnostic.Code, diagnostic.Severity.ToString().ToLowerInvariant(), diagnostic.Path, diagnostic.Message)
        {
            Line = diagnostic.Line,
            Column = diagnostic.Column,
            Expected = diagnostic.Expected,
            Actual = diagnostic.Actual,
            Hint = diagnostic.Hint,
        };

    /// <summary>The member <c>diagnostics</c> of a problem.</summary>
    public static Dictionary<string, object?> Extension(IEnumerable<Diagnostic> diagnostics)
        => new() { ["diagnostics"] = diagnostics.Select(Record).ToArray() };
}
