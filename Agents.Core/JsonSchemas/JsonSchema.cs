using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Validation;

namespace Agents.Core.JsonSchemas;

/// <summary>
/// A compiled JSON Schema: draft 2020-12, or draft-07 where <c>$schema</c> says so. Thread-safe; compile once, validate often.
/// </summary>
public sealed class JsonSchema
{
    private readonly SchemaNode _root;
    private readonly SchemaOptions _options;

    private JsonSchema(JsonValue document, SchemaNode root, SchemaOptions options)
    {
        Document = document;
        _root = root;
        _options = options;
    }

    /// <summary>The schema as it was given.</summary>
    public JsonValue Document { get; }

    /// <summary>Compiles a schema.</summary>
    /// <param name="schema">An object or a boolean.</param>
    /// <param name="options">Null means <see cref="SchemaOptions.Default"/>.</param>
    /// <exception cref="SchemaException">The schema is wrong; the exception names the place.</exception>
    public static JsonSchema Compile(JsonValue schema, SchemaOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var chosen = options ?? SchemaOptions.Default;
        return new JsonSchema(schema, new SchemaCompiler(chosen).Compile(schema), chosen);
    }

    /// <summary>Everything that is wrong with a schema itself; empty where it compiles.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="options">Null means <see cref="SchemaOptions.Default"/>.</param>
    /// <returns>Errors whose instance pointers point into <paramref name="schema"/>.</returns>
    public static IReadOnlyList<SchemaError> Check(JsonValue schema, SchemaOptions? options = null) => SchemaCheck.Run(schema, options ?? SchemaOptions.Default);

    /// <summary>Validates an instance and collects what is wrong with it.</summary>
    public SchemaResult Validate(JsonValue instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return new ValidationPass(_options, collects: true).Run(_root, instance);
    }

    /// <summary>Whether an instance is valid; stops at the first error, so it is faster than <see cref="Validate"/>.</summary>
    public bool IsValid(JsonValue instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return new ValidationPass(_options, collects: false).IsValid(_root, instance);
    }
}
