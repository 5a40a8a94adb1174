using Agents.Core.Json;
using Agents.Core.JsonSchemas;

namespace Agents.Core.Tests.JsonSchemas;

public sealed class SchemaErrorTests
{
    [Fact]
    public void SeveralMistakes_AreAllReportedWithBothPointers()
    {
        var errors = Validate(
            """{"type": "object", "required": ["topic", "tone"], "properties": {"count": {"type": "integer", "minimum": 1}, "tags": {"items": {"minLength": 2}}}}""",
            """{"topic": "x", "count": 0, "tags": ["ok", "a"]}""");

        errors.Select(static error => (error.InstancePointer, error.SchemaPointer, error.Keyword)).ShouldBe(
        [
            ("", "#/required", "required"),
            ("/count", "#/properties/count/minimum", "minimum"),
            ("/tags/1", "#/properties/tags/items/minLength", "minLength"),
        ]);
    }

    [Fact]
    public void WrongType_NamesExpectedAndActual()
    {
        var error = Validate("""{"type": ["integer", "null"]}""", "\"seven\"").ShouldHaveSingleItem();

        error.Message.ShouldBe("Expected integer or null, found string \"seven\".");
        (error.Expected, error.Actual).ShouldBe(("integer or null", "string"));
    }

    [Theory]
    [InlineData("""{"properties": {"colour": {}}, "additionalProperties": false}""", """{"color": 1}""", "Did you mean 'colour'?")]
    [InlineData("""{"properties": {"topic": {}}, "unevaluatedProperties": false}""", """{"tpoic": 1}""", "Did you mean 'topic'?")]
    [InlineData("""{"enum": ["formal", "casual"]}""", "\"fromal\"", "Did you mean \"formal\"?")]
    [InlineData("""{"const": "agent"}""", "\"agnet\"", "Did you mean \"agent\"?")]
    [InlineData("""{"required": ["audience"]}""", """{"audiance": 1}""", "Is 'audiance' meant?")]
    public void Misspelling_GetsAHint(string schema, string instance, string hint) => Validate(schema, instance).ShouldHaveSingleItem().Hint.ShouldBe(hint);

    [Fact]
    public void NothingClose_GetsNoHint() => Validate("""{"enum": ["red"]}""", "\"transparent\"").ShouldHaveSingleItem().Hint.ShouldBeNull();

    [Fact]
    public void ErrorBehindAReference_NamesTheKeywordsOwnPlace()
    {
        var error = Validate("""{"$id": "https://example.org/s", "$ref": "#/$defs/name", "$defs": {"name": {"maxLength": 1}}}""", "\"ab\"").ShouldHaveSingleItem();

        error.SchemaPointer.ShouldBe("https://example.org/s#/$defs/name/maxLength");
    }

    [Fact]
    public void AnyOf_ReportsTheBranchThatWasMeant()
    {
        var errors = Validate(
            """{"anyOf": [{"type": "string"}, {"properties": {"kind": {"const": "a"}}}, {"properties": {"kind": {"const": "b"}, "size": {"type": "integer"}}}]}""",
            """{"kind": "b", "size": "large"}""");

        errors.Select(static error => error.Keyword).ShouldBe(["anyOf", "type"]);
        errors[1].InstancePointer.ShouldBe("/size");
    }

    [Fact]
    public void OneOfWithTwoMatches_NamesBoth()
        => Validate("""{"oneOf": [{"type": "integer"}, {"minimum": 0}]}""", "1").ShouldHaveSingleItem().Message.ShouldContain("numbers 0 and 1 both do");

    [Theory]
    [InlineData("""{"properties": {"key": {"x-secret": true, "const": "right"}}}""")]
    [InlineData("""{"properties": {"key": {"secret": true, "$ref": "#/$defs/long"}}, "$defs": {"long": {"pattern": "^z"}}}""")]
    [InlineData("""{"properties": {"key": {"writeOnly": true, "enum": ["a"]}}}""")]
    public void SecretValue_IsNeverRepeated(string schema)
    {
        var errors = Validate(schema, """{"key": "hunter2"}""");

        errors.ShouldNotBeEmpty();
        errors.ShouldAllBe(static error => !error.ToString().Contains("hunter2") && (error.Actual ?? "").Contains("hunter2") == false);
    }

    [Fact]
    public void PointersInErrors_AreEscaped()
        => Validate("""{"properties": {"a/b~c": {"type": "null"}}}""", """{"a/b~c": 1}""").ShouldHaveSingleItem().InstancePointer.ShouldBe("/a~1b~0c");

    [Fact]
    public void MoreErrorsThanWanted_AreLeftOut()
        => JsonSchema.Compile(JsonValue.Parse("""{"items": {"type": "string"}}"""), new SchemaOptions { MaxErrors = 3 })
            .Validate(JsonArray.From(Enumerable.Repeat<JsonValue>(1L, 10))).Errors.Count.ShouldBe(3);

    [Fact]
    public void FormatThatIsNotAsserted_OnlyDescribes()
    {
        var schema = JsonValue.Parse("""{"format": "date"}""");

        JsonSchema.Compile(schema).IsValid("soon").ShouldBeFalse();
        JsonSchema.Compile(schema, new SchemaOptions { AssertFormats = false }).IsValid("soon").ShouldBeTrue();
    }

    private static IReadOnlyList<SchemaError> Validate(string schema, string instance)
        => JsonSchema.Compile(JsonValue.Parse(schema)).Validate(JsonValue.Parse(instance)).Errors;
}
