using Agents.Core.Json;
using Agents.Silo.Models.StructuredOutput;

namespace Agents.Silo.Tests.Models.StructuredOutput;

public sealed class JsonRepairTests
{
    [Theory]
    [InlineData("```json\n{\"a\": 1}\n```", """{"a": 1}""")]
    [InlineData("Sure! {\"a\": [1, 2,],} Anything else?", """{"a": [1, 2]}""")]
    [InlineData("{\"a\": 1 // one\n}", """{"a": 1}""")]
    [InlineData("Use {braces} like {\"a\": \"}\\\"{\"}", """{"a": "}\"{"}""")]
    [InlineData("The list: [\"x\", \"y\"]", """["x", "y"]""")]
    public void AlmostJson_IsRead(string text, string json)
    {
        JsonRepair.TryRepair(text, out var value).ShouldBeTrue();
        value.ShouldBe(JsonValue.Parse(json));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json at all")]
    [InlineData("{\"a\": 1")]
    [InlineData("{\"a\": \"unended}")]
    [InlineData("{\"a\": 1, \"a\": 2}")]
    public void WhatWouldHaveToBeInvented_IsNotRead(string text) => JsonRepair.TryRepair(text, out _).ShouldBeFalse();

    [Fact]
    public void NestingBomb_IsRefusedQuickly() => JsonRepair.TryRepair(new string('[', 100_000), out _).ShouldBeFalse();
}
