namespace Agents.Core.JsonSchemas;

/// <summary>What validating one instance gave.</summary>
/// <param name="Errors">Every error found, in document order per keyword; empty where the instance is valid.</param>
public sealed record SchemaResult(IReadOnlyList<SchemaError> Errors)
{
    /// <summary>No errors.</summary>
    public static readonly SchemaResult Valid = new([]);

    /// <summary>Whether the instance keeps the schema.</summary>
    public bool IsValid => Errors.Count == 0;
}
