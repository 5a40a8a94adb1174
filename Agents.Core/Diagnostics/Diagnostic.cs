namespace Agents.Core.Diagnostics;

/// <summary>One problem in a definition or in inputs: what is wrong, where, and how to mend it.</summary>
/// <param name="Code">Stable, upper-case snake, e.g. <c>UNKNOWN_STATE_TYPE</c>; listed in docs/formats.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Path">JSON pointer (RFC 6901) into the document; empty for the whole of it.</param>
/// <param name="Message">One sentence that names the thing.</param>
public sealed record Diagnostic(string Code, DiagnosticSeverity Severity, string Path, string Message)
{
    /// <summary>Line in the text, from 1; 0 where it is unknown.</summary>
    public int Line { get; init; }

    /// <summary>Column in the line, from 1; 0 where it is unknown.</summary>
    public int Column { get; init; }

    /// <summary>What would have been right; null where the message says it all.</summary>
    public string? Expected { get; init; }

    /// <summary>What was found; null where the message says it all.</summary>
    public string? Actual { get; init; }

    /// <summary>How to mend it, or "did you mean"; null where there is no good guess.</summary>
    public string? Hint { get; init; }
}

/// <summary>How bad a <see cref="Diagnostic"/> is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing: something was accepted and has no effect here.</summary>
    Info,

    /// <summary>Probably not what was meant; an error in strict mode.</summary>
    Warning,

    /// <summary>The definition does not load.</summary>
    Error,
}
