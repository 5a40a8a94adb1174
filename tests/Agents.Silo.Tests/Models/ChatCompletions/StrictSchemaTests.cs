using Agents.Core.Json;
using Agents.Silo.Models.ChatCompletions;

namespace Agents.Silo.Tests.Models.ChatCompletions;

public sealed class StrictSchemaTests
{
    [Fact]
    public void OptionalProperty_BecomesRequiredAndNullable()
    {
        StrictSchema.TryRewrite(JsonValue.Parse("""{"type": "object", "properties": {"a": {"type": "integer", "default": 1}}}"""), out var strict).ShouldBeTrue();
        strict.ShouldBe(JsonValue.Parse(
            """{"type": "object", "properties": {"a": {"anyOf": [{"type": "integer"}, {"type": "null"}]}}, "required": ["a"], "additionalProperties": false}"""));
    }

    [Fact]
    public void NestedObjects_AreClosedToo()
    {
        var schema = JsonValue.Parse("""{"type": "object", "required": ["l"], "properties": {"l": {"type": "array", "items": {"type": "object", "required": ["x"], "properties": {"x": {"type": "string"}}}}}}""");
        StrictSchema.TryRewrite(schema, out var strict).ShouldBeTrue();
        strict.ToJson().Split("\"additionalProperties\":false").Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"type": "array", "items": {"type": "string"}}""")]
    [InlineData("""{"type": "object"}""")]
    [InlineData("""{"type": "object", "properties": {"a": {}}}""")]
    [InlineData("""{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "string"}}""")]
    [InlineData("""{"type": "object", "properties": {"a": {"type": "object"}}}""")]
    [InlineData("""{"type": "object", "properties": {"a": {"not": {"type": "null"}}}}""")]
    [InlineData("""{"type": "object", "properties": {"a": {"type": "array", "items": true}}}""")]
    [InlineData("""{"type": "object", "properties": {"a": {"$ref": "https://example.com/a"}}}""")]
    public void WhatStrictModeCannotSay_IsNotRewritten(string schema)
    {
        StrictSchema.TryRewrite(JsonValue.Parse(schema), out var strict).ShouldBeFalse();
        strict.ShouldBe(JsonValue.Parse(schema));
    }
}
