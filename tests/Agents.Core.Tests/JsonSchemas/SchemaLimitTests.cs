using System.Text;
using Agents.Core.Json;
using Agents.Core.JsonSchemas;

namespace Agents.Core.Tests.JsonSchemas;

public sealed class SchemaLimitTests
{
    [Theory]
    [InlineData("""{"$ref": "#"}""")]
    [InlineData("""{"$ref": "#/$defs/a", "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/b"}]}, "b": {"$ref": "#/$defs/a"}}}""")]
    [InlineData("""{"not": {"$ref": "#"}}""")]
    [InlineData("""{"$dynamicAnchor": "n", "$dynamicRef": "#n"}""")]
    public void ReferenceLoop_IsAnErrorAndNeverASuccess(string schema)
    {
        var compiled = JsonSchema.Compile(JsonValue.Parse(schema));

        compiled.Validate(1L).Errors.ShouldContain(static error => error.Message.Contains("leads back to itself"));
        compiled.IsValid(1L).ShouldBeFalse();
    }

    [Fact]
    public void RecursionIntoTheInstance_IsNoLoop()
        => JsonSchema.Compile(JsonValue.Parse("""{"properties": {"next": {"$ref": "#"}}}""")).IsValid(JsonValue.Parse("""{"next": {"next": {}}}""")).ShouldBeTrue();

    [Fact]
    public void CatastrophicPattern_EndsInAnErrorThatNamesIt()
    {
        // The lookahead keeps it off the linear engine.
        var schema = JsonSchema.Compile(JsonValue.Parse("""{"not": {"pattern": "^(?=a)(a+)+$"}}"""));

        var errors = schema.Validate(new string('a', 60) + "!").Errors;

        errors.ShouldContain(static error => error.Message.Contains("^(?=a)(a+)+$") && error.Message.Contains("took longer"));
    }

    [Fact]
    public void NestedQuantifiers_RunInLinearTime()
        => JsonSchema.Compile(JsonValue.Parse("""{"pattern": "^(a+)+$"}""")).Validate(new string('a', 20_000) + "!").Errors
            .ShouldHaveSingleItem().Message.ShouldStartWith("Expected text that matches");

    [Fact]
    public void ExponentialSchema_GivesUpWithAnError()
    {
        var definitions = new StringBuilder("""{"$ref": "#/$defs/d0", "$defs": {""");
        for (var i = 0; i < 40; i++)
        {
            definitions.Append($$"""
                "d{{i}}": {"allOf": [{"$ref": "#/$defs/d{{i + 1}}"}, {"$ref": "#/$defs/d{{i + 1}}"}]},
                """);
        }

        definitions.Append("""
            "d40": true}}
            """);

        JsonSchema.Compile(JsonValue.Parse(definitions.ToString()), new SchemaOptions { MaxApplications = 10_000 }).Validate(1L).Errors
            .ShouldHaveSingleItem().Message.ShouldContain("more than 10000 checks");
    }

    [Fact]
    public void DeepInstance_IsAnErrorAndNoStackOverflow()
    {
        var instance = Nest(100_000, 1L, static inner => JsonArray.Create(inner));

        JsonSchema.Compile(JsonValue.Parse("""{"items": {"$ref": "#"}}""")).Validate(instance).Errors
            .ShouldContain(static error => error.Message.Contains("too deeply"));
    }

    [Fact]
    public void DeepSchema_IsRefused()
    {
        var schema = Nest(100_000, true, static inner => JsonObject.Of(("items", inner)));

        Should.Throw<SchemaException>(() => JsonSchema.Compile(schema)).Problem.ShouldContain("more than 1000 levels");
    }

    [Fact]
    public void LongChainOfReferences_IsFollowed()
    {
        var members = Enumerable.Range(0, 2_000).Select(static i => KeyValuePair.Create($"d{i}", (JsonValue)JsonObject.Of(("$ref", $"#/$defs/d{i + 1}"))));
        var definitions = JsonObject.From(members).With("d2000", JsonObject.Of(("type", "string")));
        var schema = JsonSchema.Compile(JsonObject.Of(("$ref", "#/$defs/d0"), ("$defs", definitions)));

        schema.IsValid("x").ShouldBeTrue();
        schema.IsValid(1L).ShouldBeFalse();
    }

    private static JsonValue Nest(int depth, JsonValue core, Func<JsonValue, JsonValue> wrap)
        => Enumerable.Range(0, depth).Aggregate(core, (inner, _) => wrap(inner));
}
