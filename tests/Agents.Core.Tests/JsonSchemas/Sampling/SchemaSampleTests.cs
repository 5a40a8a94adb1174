using Agents.Core.Json;
using Agents.Core.JsonSchemas;
using Agents.Core.JsonSchemas.Sampling;
using FsCheck;
using FsCheck.Fluent;

namespace Agents.Core.Tests.JsonSchemas.Sampling;

public sealed class SchemaSampleTests
{
    [Theory]
    [InlineData("""{"type": "object", "properties": {"topic": {"type": "string", "default": "tea"}, "count": {"type": "integer", "minimum": 3}}}""", """{"topic":"tea","count":3}""")]
    [InlineData("""{"properties": {"tone": {"enum": ["formal", "casual"]}, "title": {"type": "string"}}}""", """{"tone":"formal","title":"sample: title"}""")]
    [InlineData("""{"properties": {"name": {"examples": ["Ada"]}, "email": {"type": "string", "format": "email"}}}""", """{"name":"Ada","email":"email@example.org"}""")]
    [InlineData("""{"$ref": "#/$defs/in", "$defs": {"in": {"required": ["ok"], "properties": {"ok": {"type": "boolean"}}}}}""", """{"ok":true}""")]
    [InlineData("true", "{}")]
    public void Inputs_TakeWhatTheSchemaSuggests(string schema, string expected)
        => SchemaSample.Inputs(JsonValue.Parse(schema)).Value!.ToJson().ShouldBe(expected);

    [Fact]
    public void NoInputSchema_GivesAnEmptyObject() => SchemaSample.Inputs(null).Value.ShouldBe(JsonObject.Empty);

    [Theory]
    [InlineData("""{"type": "string", "minLength": 40}""")]
    [InlineData("""{"type": "string", "maxLength": 3}""")]
    [InlineData("""{"type": "string", "pattern": "^[A-Z]{3}-\\d{4}$"}""")]
    [InlineData("""{"type": "string", "pattern": "^(red|green)?[^a-z]+\\.(\\w+)\\2$", "minLength": 12}""")]
    [InlineData("""{"type": "string", "pattern": "^\\p{Lu}\\p{L}*$", "minLength": 5, "maxLength": 9}""")]
    [InlineData("""{"type": "number", "exclusiveMinimum": 0.25, "exclusiveMaximum": 0.5}""")]
    [InlineData("""{"type": "integer", "multipleOf": 7, "minimum": 100, "maximum": 110}""")]
    [InlineData("""{"type": "integer", "maximum": -1000}""")]
    [InlineData("""{"type": "array", "minItems": 5, "uniqueItems": true, "items": {"type": "integer", "minimum": 1, "maximum": 6}}""")]
    [InlineData("""{"type": "array", "prefixItems": [{"type": "string"}, {"type": "null"}], "items": false}""")]
    [InlineData("""{"type": "array", "contains": {"const": "needle"}, "items": {"type": "string"}}""")]
    [InlineData("""{"type": "object", "minProperties": 3, "additionalProperties": {"type": "integer"}, "propertyNames": {"pattern": "^x_[a-z]$"}}""")]
    [InlineData("""{"type": "object", "required": ["a"], "dependentRequired": {"a": ["b"]}, "additionalProperties": {"type": "string"}}""")]
    [InlineData("""{"oneOf": [{"type": "integer"}, {"type": "integer", "minimum": 0}]}""")]
    [InlineData("""{"allOf": [{"properties": {"n": {"minimum": 5}}}, {"properties": {"n": {"type": "integer", "maximum": 6}}, "required": ["n"]}], "type": "object"}""")]
    [InlineData("""{"if": {"properties": {"kind": {"const": "a"}}}, "then": {"required": ["size"]}, "properties": {"kind": {"enum": ["a", "b"]}, "size": {"type": "integer"}}, "type": "object"}""")]
    [InlineData("""{"type": "object", "properties": {"value": {"type": "string"}, "children": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/leaf"}}, "next": {"$ref": "#"}}, "$defs": {"leaf": {"type": ["string", "null"]}}}""")]
    [InlineData("""{"type": "object", "required": ["next"], "properties": {"next": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}}""")]
    [InlineData("""{"type": "string", "format": "date-time", "pattern": "^2026"}""")]
    [InlineData("""{"not": {"type": "string"}, "type": ["string", "integer"]}""")]
    [InlineData("""{"properties": {"a": false, "b": {"type": "string"}}, "unevaluatedProperties": false, "type": "object"}""")]
    public void SatisfiableSchema_GetsAValueForEverySeed(string schema)
    {
        var compiled = JsonSchema.Compile(JsonValue.Parse(schema));
        foreach (var seed in (string[])["", "one", "two", "three"])
        {
            var sample = SchemaSample.Value(JsonValue.Parse(schema), seed);
            sample.Value.ShouldNotBeNull(string.Join(' ', sample.Problems));
            compiled.Validate(sample.Value).Errors.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("""{"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#"}}}""", "")]
    [InlineData("""{"type": "object", "required": ["n"], "properties": {"n": {"type": "integer", "minimum": 3, "not": {"minimum": 0}}}}""", "/n")]
    [InlineData("false", "")]
    public void UnsatisfiableSchema_NamesThePlace(string schema, string pointer)
    {
        var sample = SchemaSample.Value(JsonValue.Parse(schema));

        sample.Value.ShouldBeNull();
        sample.Problems[0].InstancePointer.ShouldBe(pointer);
    }

    [Fact]
    public void SameSeed_GivesTheSameValueAndAnotherSeedAnother()
    {
        var schema = JsonValue.Parse("""{"properties": {"summary": {"type": "string"}, "score": {"type": "number"}}, "type": "object"}""");

        SchemaSample.Value(schema, "prompt a").Value.ShouldBe(SchemaSample.Value(schema, "prompt a").Value);
        SchemaSample.Value(schema, "prompt a").Value.ShouldNotBe(SchemaSample.Value(schema, "prompt b").Value);
    }

    [Fact]
    public void Text_SaysWhatItIs()
        => SchemaSample.Value(JsonValue.Parse("""{"properties": {"summary": {"type": "string"}}}"""), "seed", "offline sample").Value!.ToJson()
            .ShouldStartWith("""{"summary":"offline sample: summary (""");

    [Fact]
    public void ManyRecursiveOptionalProperties_StayBounded()
    {
        var properties = string.Join(',', Enumerable.Range(0, 12).Select(static i => $$"""
            "p{{i}}": {"$ref": "#"}
            """));

        SchemaSample.Value(JsonValue.Parse($$"""{"type": "object", "properties": { {{properties}} } }""")).Value!.ToJson().Length.ShouldBeLessThan(200_000);
    }

    [Fact]
    public void AnyGeneratedSchema_IsKeptByItsSample()
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(SchemaGenerator.Satisfiable, static document =>
        {
            var schema = JsonValue.Parse(document);
            var sample = SchemaSample.Value(schema, "seed");
            return sample.Value is not null && JsonSchema.Compile(schema).IsValid(sample.Value);
        }));
}
