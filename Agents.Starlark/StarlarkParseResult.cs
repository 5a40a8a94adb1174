using System.Diagnostics.CodeAnalysis;

namespace Agents.Starlark;

/// <summary>A program, or the reasons why there is none.</summary>
/// <param name="Program">The program; null when there are errors.</param>
/// <param name="Errors">Syntax errors in source order; empty on success.</param>
public sealed record StarlarkParseResult(StarlarkProgram? Program, IReadOnlyList<StarlarkError> Errors)
{
    [MemberNotNullWhen(true, nameof(Program))]
    public bool Succeeded => Program is not null;

    /// <summary>The program, or a <see cref="StarlarkException"/> with the first error.</summary>
    public StarlarkProgram OrThrow() => Program ?? throw new StarlarkException(Errors[0]);
}
