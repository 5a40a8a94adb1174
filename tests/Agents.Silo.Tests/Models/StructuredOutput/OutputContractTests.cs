using Agents.Core.Json;
using Agents.Silo.Models.StructuredOutput;

namespace Agents.Silo.Tests.Models.StructuredOutput;

public sealed class OutputContractTests
{
    [Fact]
    public void SameSchema_IsCompiledOnce()
    {
        var schema = JsonValue.Parse("""{"type": "object"}""");
        OutputContract.For(schema).ShouldBeSameAs(OutputContract.For(schema));
    }

    [Theory]
    [InlineData("""{"value": 7}""")]
    [InlineData("7")]
    public void NumberSchema_TakesWrappedAndBareAnswers(string answer)
    {
        var contract = OutputContract.For(JsonValue.Parse("""{"type": "integer"}"""));
        contract.TryRead(answer, out var value, out _).ShouldBeTrue();
        value.ShouldBe((JsonValue)7);
    }

    [Fact]
    public void WrappedSchema_KeepsItsDefinitions()
    {
        var contract = OutputContract.For(JsonValue.Parse("""{"type": "array", "items": {"$ref": "#/$defs/tag"}, "$defs": {"tag": {"enum": ["x"]}}}"""));
        contract.Asked.ShouldBeOfType<JsonObject>().ContainsKey("$defs").ShouldBeTrue();
        contract.TryRead("""{"value": ["x"]}""", out var value, out _).ShouldBeTrue();
        value.ShouldBe(JsonValue.Parse("""["x"]"""));
    }

    [Fact]
    public void OptionalNulls_GoAndRequiredNullsStayWrong()
    {
        var contract = OutputContract.For(JsonValue.Parse("""
            {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": ["string", "null"]}}}
            """));
        contract.TryRead("""{"a": "x", "b": null, "c": null}""", out var value, out _).ShouldBeTrue();
        value.ShouldBe(JsonValue.Parse("""{"a": "x", "c": null}"""));
        contract.TryRead("""{"a": null}""", out _, out var problems).ShouldBeFalse();
        problems.ShouldHaveSingleItem().ShouldContain("/a");
    }
}
