using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compatibility;

namespace Agents.Core.Tests.JsonSchemas.Compatibility;

public sealed class SchemaFitTests
{
    [Theory]
    [InlineData("{}", """{"type":"string"}""")]
    [InlineData("""{"type":"string"}""", "{}")]
    [InlineData("""{"type":"string"}""", "true")]
    [InlineData("""{"type":"integer"}""", """{"type":"number"}""")]
    [InlineData("""{"type":"string"}""", """{"type":["string","null"]}""")]
    [InlineData("""{"enum":["a"]}""", """{"enum":["a","b"]}""")]
    [InlineData("""{"const":1}""", """{"type":"integer"}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"},"b":{}},"required":["a"]}""", """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""")]
    [InlineData("""{"type":"object"}""", """{"type":"object","required":["a"]}""")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"string"}}""", """{"type":"object","required":["a"]}""")]
    [InlineData("""{"type":"array","items":{"type":"integer"}}""", """{"type":"array","items":{"type":"number"}}""")]
    [InlineData("""{"$ref":"#/$defs/x","$defs":{"x":{"type":"string"}}}""", """{"allOf":[{"type":"string"}]}""")]
    [InlineData("""{"type":"object","properties":{"a":{}},"anyOf":[{"required":["b"]}]}""", """{"type":"object","required":["b"]}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", """{"type":"integer"}""")]
    public void Compatible_HasNoProblem(string from, string to) => Fit(from, to).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"type":"string"}""", """{"type":"integer"}""", "certain '' expected integer, found string")]
    [InlineData("""{"type":"array"}""", """{"type":["object","null"]}""", "certain '' expected object or null, found array")]
    [InlineData("""{"type":"number"}""", """{"type":"integer"}""", "possible '' expected integer, found number")]
    [InlineData("""{"type":["string","null"]}""", """{"type":"string"}""", "possible '' expected string, found string or null")]
    [InlineData("""{"type":"string"}""", """{"enum":["a","b"]}""", "possible '' expected \"a\" or \"b\", found string")]
    [InlineData("""{"enum":["c"]}""", """{"enum":["a","b"]}""", "certain '' expected \"a\" or \"b\", found \"c\"")]
    [InlineData("""{"enum":["a","c"]}""", """{"enum":["a","b"]}""", "possible '' expected \"a\" or \"b\", found \"a\" or \"c\"")]
    [InlineData("""{"type":"object","properties":{"b":{}}}""", """{"type":"object","required":["a"]}""", "certain 'a' expected required, found missing")]
    [InlineData("""{"type":"object","additionalProperties":false}""", """{"type":"object","required":["a"]}""", "certain 'a' expected required, found missing")]
    [InlineData("""{"type":"object","properties":{"a":{}}}""", """{"type":"object","required":["a"]}""", "possible 'a' expected required, found optional")]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", """{"type":"object","properties":{"a":{"type":"integer"}}}""",
        "certain 'a' expected integer, found string")]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"string"}}}""", """{"type":"object","properties":{"a":{"type":"integer"}}}""",
        "possible 'a' expected integer, found string")]
    [InlineData(
        """{"type":"array","items":{"type":"array","items":{"type":"string"}}}""", """{"type":"array","items":{"type":"array","items":{"type":"integer"}}}""",
        "certain '[][]' expected integer, found string")]
    [InlineData(
        """{"type":"object","properties":{"a":{},"b":{}},"required":["b"]}""", """{"type":"object","properties":{"a":{}},"additionalProperties":false}""",
        "certain 'b' expected only a, found b")]
    [InlineData("""{"$ref":"#/$defs/x","$defs":{"x":{"type":"string"}}}""", """{"allOf":[{"type":"integer"}]}""", "certain '' expected integer, found string")]
    public void Incompatible_IsNamedWithItsPlace(string from, string to, string expected) => Fit(from, to).ShouldBe([expected]);

    [Fact]
    public void SchemaThatRefersToItself_Ends()
    {
        const string Tree = """{"type":"object","properties":{"child":{"$ref":"#"},"name":{"type":"string"}},"required":["child"]}""";

        Fit(Tree, Tree).ShouldBeEmpty();
        Fit(Tree, Tree.Replace("string", "integer", StringComparison.Ordinal)).ShouldContain("possible 'child.name' expected integer, found string");
    }

    [Fact]
    public void SchemaOfWhichEveryMemberRefersToItself_Ends()
    {
        var wide = JsonObject.Of(
            ("type", "object"), ("properties", JsonObject.From(Enumerable.Range(0, 20).Select(static at => KeyValuePair.Create<string, JsonValue>($"m{at}", JsonObject.Of(("$ref", "#")))))));

        SchemaFit.Of(SchemaView.Of(wide), SchemaView.Of(wide)).ShouldBeEmpty();
    }

    private static List<string> Fit(string from, string to)
        => [.. SchemaFit.Of(SchemaView.Of(JsonValue.Parse(from)), SchemaView.Of(JsonValue.Parse(to)))
            .Select(static problem => $"{(problem.IsCertain ? "certain" : "possible")} '{problem.Path}' expected {problem.Expected}, found {problem.Actual}")];
}
