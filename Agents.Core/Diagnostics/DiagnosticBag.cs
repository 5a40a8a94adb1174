namespace Agents.Core.Diagnostics;

/// <summary>Collects the problems of one definition. Bounded, because a hostile file can have one per byte.</summary>
internal sealed class DiagnosticBag(bool strict = false)
{
    public const int MaxDiagnostics = 200;

    /// <summary>How many templates, conditions and programs one definition may have; parsing more takes longer than a second.</summary>
    public const int MaxExpressions = 10_000;

    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<(string, int, int, string)> _seen = [];
    private bool _overflowed;
    private int _expressions;

    public bool Strict => strict;

    public bool HasErrors { get; private set; }

    /// <summary>Whether nothing more is taken; loops over a hostile file's parts stop then.</summary>
    public bool IsFull => _overflowed;

    /// <summary>All problems in the order of the text.</summary>
    public IReadOnlyList<Diagnostic> InOrder() => [.. _diagnostics.OrderBy(static found => found.Line).ThenBy(static found => found.Column)];

    public void Error(string code, Place at, string message, string? hint = null, string? expected = null, string? actual = null)
        => Add(code, DiagnosticSeverity.Error, at, message, hint, expected, actual);

    public void Warn(string code, Place at, string message, string? hint = null, string? expected = null, string? actual = null)
        => Add(code, DiagnosticSeverity.Warning, at, message, hint, expected, actual);

    public void Inform(string code, Place at, string message, string? hint = null)
        => Add(code, DiagnosticSeverity.Info, at, message, hint, null, null);

    /// <summary>A warning that strict loading turns into an error.</summary>
    public void WarnOrFail(string code, Place at, string message, string? hint = null, string? expected = null, string? actual = null)
        => Add(code, strict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, at, message, hint, expected, actual);

    /// <summary>As <see cref="Suggestion.DidYouMean"/>, but without the search once nobody would see its result.</summary>
    public string? DidYouMean(string name, IEnumerable<string> known, string? otherwise = null)
        => _diagnostics.Count >= MaxDiagnostics ? otherwise : Suggestion.DidYouMean(name, known, otherwise);

    /// <summary>Whether one more expression is to be parsed: not once there are too many of them, or of problems.</summary>
    public bool AllowsExpression(Place at)
    {
        if (++_expressions == MaxExpressions + 1)
        {
            Error(DiagnosticCodes.TooManyExpressions, at, $"The definition has more than {MaxExpressions:N0} templates and conditions.", "Split it into several workflows.");
        }

        return _expressions <= MaxExpressions && !IsFull;
    }

    private void Add(string code, DiagnosticSeverity severity, Place at, string message, string? hint, string? expected, string? actual)
    {
        HasErrors |= severity == DiagnosticSeverity.Error;
        if (_diagnostics.Count >= MaxDiagnostics)
        {
            Overflow();
            return;
        }

        if (!_seen.Add((code, at.Position.Line, at.Position.Column, message)))
        {
            return;
        }

        _diagnostics.Add(new Diagnostic(code, severity, at.Pointer, message)
        {
            Line = at.Position.Line,
            Column = at.Position.Column,
            Hint = hint,
            Expected = expected,
            Actual = actual,
        });
    }

    private void Overflow()
    {
        if (_overflowed)
        {
            return;
        }

        _overflowed = true;
        HasErrors = true;
        _diagnostics.Add(new Diagnostic(
            DiagnosticCodes.TooManyDiagnostics, DiagnosticSeverity.Error, "", $"There are more than {MaxDiagnostics} problems; mend these first."));
    }
}
