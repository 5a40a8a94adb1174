namespace Agents.Client.Problems;

/// <summary>One problem in a definition or in inputs: what is wrong, where, and how to mend it (architecture §5.6).</summary>
/// <param name="Code">Stable, upper-case snake, e.g. <c>UNKNOWN_STATE_TYPE</c>.</param>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>info</c>: <see cref="DiagnosticSeverities"/>.</param>
/// <param name="Path">JSON pointer (RFC 6901) into the document; empty for the whole of it.</param>
/// <param name="Message">One sentence that names the thing.</param>
public sealed record DiagnosticRecord(string Code, string Severity, string Path, string Message)
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

/// <summary>The values of <see cref="DiagnosticRecord.Severity"/>.</summary>
public static class DiagnosticSeverities
{
    /// <summary>The definition does not load.</summary>
    public const string Error = "error";

    /// <summary>Probably not what was meant; an error in strict mode.</summary>
    public const string Warning = "warning";

    /// <summary>Worth knowing: something was accepted and has no effect here.</summary>
    public const string Info = "info";
}
