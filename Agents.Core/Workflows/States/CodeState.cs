using Agents.Starlark;

namespace Agents.Core.Workflows;

/// <summary>A node of the graph format with <c>code</c>: Starlark that reads <c>inputs</c> and sets <c>result</c>.</summary>
/// <param name="Name">The state's name.</param>
public sealed record CodeState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => "code";

    /// <inheritdoc/>
    public override bool IsPure => true;

    /// <summary>The program as it was written.</summary>
    public required string Code { get; init; }

    /// <summary>The program, parsed.</summary>
    public required StarlarkProgram Program { get; init; }

    /// <summary>Local name → template; a template that is one placeholder keeps the field's type.</summary>
    public IReadOnlyList<KeyValuePair<string, Template>> LocalInputs { get; init; } = [];

    /// <summary>The state field that the result goes to, and its type.</summary>
    public required string OutputField { get; init; }
}
