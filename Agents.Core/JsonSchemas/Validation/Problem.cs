namespace Agents.Core.JsonSchemas.Validation;

/// <summary>What a keyword has to say about an instance that breaks it.</summary>
internal readonly record struct Problem(string Message)
{
    public string? Expected { get; init; }

    public string? Actual { get; init; }

    public string? Hint { get; init; }
}
