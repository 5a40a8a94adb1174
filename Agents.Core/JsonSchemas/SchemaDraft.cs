namespace Agents.Core.JsonSchemas;

/// <summary>The version of JSON Schema that a schema without <c>$schema</c> is read as.</summary>
public enum SchemaDraft
{
    /// <summary>Draft 2020-12.</summary>
    Draft202012,

    /// <summary>Draft-07.</summary>
    Draft7,
}
