namespace Agents.Starlark;

/// <summary>Sorts of errors.</summary>
public enum StarlarkErrorKind
{
    /// <summary>The source is not a program of the dialect; found before running.</summary>
    Syntax,

    /// <summary>A name has no value.</summary>
    Name,

    /// <summary>An operation got a value of a type it does not take.</summary>
    Type,

    /// <summary>An operation got a value it cannot work with, such as a zero divisor.</summary>
    Value,

    /// <summary>A key, index or attribute does not exist.</summary>
    Lookup,

    /// <summary>A frozen value, or one being iterated over, was to be changed.</summary>
    Mutation,

    /// <summary>The program called <c>fail</c>.</summary>
    Failure,

    /// <summary>A limit of <see cref="StarlarkLimits"/> was reached; the message names it.</summary>
    Limit,

    /// <summary>The caller cancelled the run.</summary>
    Cancelled,
}
