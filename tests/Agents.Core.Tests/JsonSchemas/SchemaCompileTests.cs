using Agents.Core.Json;
using Agents.Core.JsonSchemas;

namespace Agents.Core.Tests.JsonSchemas;

public sealed class SchemaCompileTests
{
    [Theory]
    [InlineData("""{"properties": {"a": {"type": "strnig"}}}""", "/properties/a/type", "Did you mean 'string'?")]
    [InlineData("""{"properties": {"a": 5}}""", "/properties/a", "Expected a schema")]
    [InlineData("""{"minLength": -1}""", "/minLength", "from 0 up")]
    [InlineData("""{"multipleOf": 0}""", "/multipleOf", "above 0")]
    [InlineData("""{"pattern": "(a"}""", "/pattern", "no regular expression")]
    [InlineData("""{"patternProperties": {"[b-a]": true}}""", "/patternProperties", "no regular expression")]
    [InlineData("""{"$ref": "#/$defs/adress", "$defs": {"address": true}}""", "/$ref", "Did you mean 'address'?")]
    [InlineData("""{"$ref": "https://example.org/elsewhere"}""", "/$ref", "Nothing is fetched")]
    [InlineData("""{"$ref": "#nmae", "$defs": {"n": {"$anchor": "name"}}}""", "/$ref", "Did you mean 'name'?")]
    [InlineData("""{"required": "name"}""", "/required", "array of strings")]
    [InlineData("""{"allOf": []}""", "/allOf", "at least one")]
    [InlineData("""{"$schema": "http://json-schema.org/draft-04/schema#"}""", "/$schema", "no draft that is supported")]
    [InlineData("""{"$defs": {"a": {"$id": "x"}, "b": {"$id": "x"}}}""", "/$defs/a", "used twice")]
    [InlineData("3", "", "Expected a schema")]
    public void WrongSchema_NamesThePlaceAndTheProblem(string schema, string pointer, string problem)
    {
        var exception = Should.Throw<SchemaException>(() => JsonSchema.Compile(JsonValue.Parse(schema)));

        exception.Pointer.ShouldBe(pointer);
        exception.Problem.ShouldContain(problem);
    }

    [Fact]
    public void Check_FindsEveryMistakeByTheMetaSchema()
    {
        var errors = JsonSchema.Check(JsonValue.Parse("""{"type": "text", "properties": {"a": {"minimum": "1"}, "b": []}}"""));

        errors.Select(static error => error.InstancePointer).ShouldBeSubsetOf(["/type", "/properties/a/minimum", "/properties/b"]);
        errors.Select(static error => error.InstancePointer).Distinct().Count().ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"$ref": "#/nowhere"}""", "/$ref")]
    [InlineData("""{"$schema": "https://example.org/unknown"}""", "/$schema")]
    public void Check_FindsWhatOnlyCompilingShows(string schema, string pointer)
        => JsonSchema.Check(JsonValue.Parse(schema)).ShouldHaveSingleItem().InstancePointer.ShouldBe(pointer);

    [Theory]
    [InlineData("https://json-schema.org/draft/2020-12/schema")]
    [InlineData("http://json-schema.org/draft-07/schema")]
    public void MetaSchema_IsValidByItself(string uri) => JsonSchema.Check(SchemaRegistry.Standard.Find(uri)!).ShouldBeEmpty();

    [Fact]
    public void Draft7_LetsARefHideItsSiblings()
    {
        var body = JsonObject.Of(("$ref", "#/definitions/any"), ("type", "string"), ("definitions", JsonObject.Of(("any", true))));

        JsonSchema.Compile(body.With("$schema", "http://json-schema.org/draft-07/schema#")).IsValid(1L).ShouldBeTrue();
        JsonSchema.Compile(body).IsValid(1L).ShouldBeFalse();
    }

    [Fact]
    public void RegisteredDocument_IsReachedByItsUri()
    {
        var registry = SchemaRegistry.Standard.With("https://example.org/name", JsonValue.Parse("""{"type": "string"}"""));
        var schema = JsonSchema.Compile(JsonValue.Parse("""{"$ref": "https://example.org/name"}"""), new SchemaOptions { Registry = registry });

        schema.IsValid("x").ShouldBeTrue();
        schema.IsValid(1L).ShouldBeFalse();
    }

    [Fact]
    public void OneSchema_ServesManyThreads()
    {
        var schema = JsonSchema.Compile(JsonValue.Parse("""{"type": "array", "items": {"$ref": "#"}, "unevaluatedItems": false}"""));
        var nested = JsonValue.Parse("[[[[]]],[],[[]]]");

        Parallel.For(0, 1_000, _ => schema.Validate(nested).IsValid.ShouldBeTrue());
    }
}
