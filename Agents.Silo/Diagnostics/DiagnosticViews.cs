using Agents.Client.Problems;
using Agents.Core.Diagnostics;

namespace Agents.Silo.Diagnostics;

/// <summary>Diagnostics as the API and the command line show them.</summary>
public static class DiagnosticViews
{
    /// <summary>A diagnostic as the contract writes it.</summary>
    public static DiagnosticRecord Record(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        return new(diagnostic.Code, Severity(diagnostic.Severity), diagnostic.Path, diagnostic.Message)
        {
            Line = diagnostic.Line,
            Column = diagnostic.Column,
            Expected = diagnostic.Expected,
            Actual = diagnostic.Actual,
            Hint = diagnostic.Hint,
        };
    }

    private static string Severity(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => DiagnosticSeverities.Error,
        DiagnosticSeverity.Warning => DiagnosticSeverities.Warning,
        _ => DiagnosticSeverities.Info,
    };

    /// <summary>The member <c>diagnostics</c> of a problem.</summary>
    internal static Dictionary<string, object?> Extension(IEnumerable<Diagnostic> diagnostics)
        => new() { ["diagnostics"] = diagnostics.Select(Record).ToArray() };
}
