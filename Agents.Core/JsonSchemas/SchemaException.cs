namespace Agents.Core.JsonSchemas;

/// <summary>A schema that cannot be compiled: a keyword has the wrong shape, a reference leads nowhere, a pattern is no regular expression.</summary>
public sealed class SchemaException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="pointer">Where in the schema's document.</param>
    /// <param name="problem">What is wrong there, as a sentence.</param>
    public SchemaException(string pointer, string problem)
        : base($"The schema is wrong at '{(pointer.Length == 0 ? "#" : pointer)}': {problem}")
    {
        Pointer = pointer;
        Problem = problem;
    }

    /// <summary>JSON pointer into the document that holds the mistake (after its URI and <c>#</c> where that is not the schema itself).</summary>
    public string Pointer { get; }

    /// <summary>What is wrong there.</summary>
    public string Problem { get; }
}
