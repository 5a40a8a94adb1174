using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Parts;

namespace Agents.Core.JsonSchemas.Sampling;

/// <summary>A schema, compiled for making up values of it. Thread-safe; compile once, sample often.</summary>
public sealed class SchemaSampler
{
    private const int MaxAttempts = 40;

    private readonly JsonSchema _schema;
    private readonly SchemaSource _source;

    private SchemaSampler(JsonSchema schema, SchemaSource source)
    {
        _schema = schema;
        _source = source;
    }

    /// <summary>Compiles a schema.</summary>
    /// <param name="schema">An object or a boolean.</param>
    /// <param name="options">Null means <see cref="SchemaOptions.Default"/>.</param>
    /// <exception cref="SchemaException">The schema is wrong; the exception names the place.</exception>
    public static SchemaSampler Compile(JsonValue schema, SchemaOptions? options = null)
        => new(JsonSchema.Compile(schema, options), new SchemaSource(new SchemaCompiler(options ?? SchemaOptions.Default), schema));

    /// <summary>Makes up a value and validates it; tries other alternatives where the first ones do not fit.</summary>
    public SampleResult Sample(SampleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<SchemaError>? closest = null;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (new SampleAttempt(_source, options, attempt).Make() is not { } value)
            {
                continue;
            }

            if (_schema.IsValid(value))
            {
                return new SampleResult(value, []);
            }

            var errors = _schema.Validate(value).Errors;
            closest = closest is null || errors.Count < closest.Count ? errors : closest;
        }

        return new SampleResult(null, closest ?? [new SchemaError("", "#", "", "The schema allows no value that could be made up.")]);
    }
}
