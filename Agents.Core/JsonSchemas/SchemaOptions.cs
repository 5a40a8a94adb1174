namespace Agents.Core.JsonSchemas;

/// <summary>How a schema is compiled and how it judges.</summary>
public sealed record SchemaOptions
{
    /// <summary>The defaults.</summary>
    public static readonly SchemaOptions Default = new();

    /// <summary>
    /// Whether a <c>format</c> that does not match is an error; off, it only describes, as the standard's default has it.
    /// A meta-schema with the format-assertion vocabulary asserts whatever this says. Default: true.
    /// </summary>
    public bool AssertFormats { get; init; } = true;

    /// <summary>What a schema without <c>$schema</c> is. Default: 2020-12.</summary>
    public SchemaDraft DefaultDraft { get; init; } = SchemaDraft.Draft202012;

    /// <summary>Documents that references may reach besides the schema itself; nothing is ever fetched. Default: the meta-schemas alone.</summary>
    public SchemaRegistry Registry { get; init; } = SchemaRegistry.Standard;

    /// <summary>How many errors are collected before the rest is left out; at least 1. Default: 100.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>
    /// How many times one validation may apply a subschema before it gives up with an error: schemas can ask for exponential work. Default: 5,000,000.
    /// </summary>
    public int MaxApplications { get; init; } = 5_000_000;
}
