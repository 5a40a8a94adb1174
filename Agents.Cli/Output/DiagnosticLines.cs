using Agents.Client.Problems;
using Spectre.Console;

namespace Agents.Cli.Output;

/// <summary>Writes diagnostics as compilers do, so that editors and people find the place: <c>file:line:column: severity CODE message</c>.</summary>
internal sealed class DiagnosticLines(IAnsiConsole console)
{
    public void Write(string file, IEnumerable<DiagnosticRecord> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Write(file, diagnostic);
        }
    }

    private void Write(string file, DiagnosticRecord diagnostic)
    {
        var place = diagnostic.Line > 0 ? $"{file}:{diagnostic.Line}:{diagnostic.Column}" : diagnostic.Path.Length > 0 ? $"{file}: {diagnostic.Path}" : file;
        console.Markup($"{place.EscapeMarkup()}: {Coloured(diagnostic.Severity)} {diagnostic.Code} {diagnostic.Message.EscapeMarkup()}");
        console.WriteLine();
        if (Expectation(diagnostic) is { } expectation)
        {
            console.WriteLine($"  {expectation}");
        }

        if (diagnostic.Hint is { } hint)
        {
            console.WriteLine($"  hint: {hint.ReplaceLineEndings("\n        ")}");
        }
    }

    private static string Coloured(string severity) => severity switch
    {
        DiagnosticSeverities.Error => $"[red]{severity}[/]",
        DiagnosticSeverities.Warning => $"[yellow]{severity}[/]",
        _ => $"[blue]{severity}[/]",
    };

    private static string? Expectation(DiagnosticRecord diagnostic) => (diagnostic.Expected, diagnostic.Actual) switch
    {
        ({ } expected, { } actual) => $"expected {expected}, found {actual}",
        ({ } expected, null) => $"expected {expected}",
        _ => null,
    };
}
