using System.Collections.Concurrent;
using Agents.Core.Json;

namespace Agents.Core.JsonSchemas.Compilation;

/// <summary>Checks schemas: first against their meta-schema, which finds everything at once, then by compiling.</summary>
internal static class SchemaCheck
{
    private static readonly ConcurrentDictionary<string, JsonSchema> Compiled = new(StringComparer.Ordinal);

    public static IReadOnlyList<SchemaError> Run(JsonValue schema, SchemaOptions options)
    {
        try
        {
            var errors = MetaSchemaOf(schema, options).Validate(schema).Errors;
            if (errors.Count == 0)
            {
                JsonSchema.Compile(schema, options);
            }

            return errors;
        }
        catch (SchemaException exception)
        {
            return [new SchemaError(exception.Pointer, "", "", exception.Problem)];
        }
    }

    private static JsonSchema MetaSchemaOf(JsonValue schema, SchemaOptions options)
    {
        var inherited = Dialect.Of(options.DefaultDraft);
        var dialect = schema is JsonObject members ? new SchemaCompiler(options).DialectOf(members, "", inherited) : inherited;
        return MetaSchemas.Find(dialect.MetaSchema) is { } standard
            ? Compiled.GetOrAdd(dialect.MetaSchema, _ => JsonSchema.Compile(standard))
            : JsonSchema.Compile(options.Registry.Find(dialect.MetaSchema)!, options);
    }
}
