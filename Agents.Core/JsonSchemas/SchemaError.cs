namespace Agents.Core.JsonSchemas;

/// <summary>One place where an instance breaks its schema.</summary>
/// <param name="InstancePointer">JSON pointer to the offending value; empty for the whole instance.</param>
/// <param name="SchemaPointer">The keyword's absolute location: the schema's URI (empty where it has none), <c>#</c> and a JSON pointer.</param>
/// <param name="Keyword">The keyword, e.g. <c>minLength</c>; empty where the schema is <c>false</c>.</param>
/// <param name="Message">One sentence for people. Values under <c>secret</c> schemas are not repeated.</param>
public sealed record SchemaError(string InstancePointer, string SchemaPointer, string Keyword, string Message)
{
    /// <summary>What would have been right; null where the message says it all.</summary>
    public string? Expected { get; init; }

    /// <summary>What was found; null where the message says it all.</summary>
    public string? Actual { get; init; }

    /// <summary>A good guess at what was meant; null where there is none.</summary>
    public string? Hint { get; init; }

    /// <summary>Place and message on one line, with the hint.</summary>
    public override string ToString()
        => $"{(InstancePointer.Length == 0 ? "(root)" : InstancePointer)}: {Message}{(Hint is null ? "" : $" {Hint}")}";
}
