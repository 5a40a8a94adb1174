namespace Agents.Starlark.Tests.Dialects;

public sealed class DotAccessTests
{
    private const string Document = "{\"items\": [1], \"a\": {\"get\": 2}, \"n\": None}";

    [Theory]
    [InlineData("d.a.get", "2")]
    [InlineData("d.items", "[1]")]
    [InlineData("d.items()", "[(\"items\", [1]), (\"a\", {\"get\": 2}), (\"n\", None)]")]
    [InlineData("d['items']", "[1]")]
    [InlineData("d.a.get('get')", "2")]
    [InlineData("d.get('x', {}).get('y', 5)", "5")]
    [InlineData("hasattr(d, 'a'), hasattr(d, 'keys'), hasattr(d, 'n'), hasattr(None, 'x'), hasattr('s', 'upper')", "(True, False, True, False, True)")]
    [InlineData("getattr(d, 'a'), getattr(d, 'zz', 3), getattr(d, 'values', 4)", "({\"get\": 2}, 3, 4)")]
    [InlineData("[x for x in d.keys()]", "[\"items\", \"a\", \"n\"]")]
    public void DotOnADict_ReadsKeysAndCallsMethods(string source, string expected)
    {
        var scope = StarlarkScope.Of(new Dictionary<string, StarlarkValue> { ["d"] = StarlarkProgram.ParseExpression(Document, StarlarkDialect.Standard).OrThrow().Evaluate(StarlarkScope.Empty) });
        Running.Expression(source, scope).ShouldBe(expected);
    }

    [Fact]
    public void MissingKey_IsALookupErrorWithASuggestion()
    {
        var error = Running.Failure("{'error_rate': 1}.error_rat", StarlarkDialect.Conditions);
        error.Kind.ShouldBe(StarlarkErrorKind.Lookup);
        error.Message.ShouldBe("dict has no .error_rat field or method (did you mean error_rate?)");
        error.Column.ShouldBe(19);
    }

    [Fact]
    public void Assignment_SetsTheEntry()
        => Running.Value("d = {'a': {}}\nd.a.b = 1\nd.a.b += 2\nd", StarlarkDialect.Programs).ShouldBe("{\"a\": {\"b\": 3}}");

    [Fact]
    public void Standard_HasMethodsOnly()
    {
        Running.Failure("{'a': 1}.a").Message.ShouldContain("dict has no .a field or method");
        Running.Value("hasattr({'a': 1}, 'a'), hasattr({}, 'keys')").ShouldBe("(False, True)");
    }

    [Fact]
    public void CallableEntry_WinsOverAMethodOfItsName()
        => Running.Value("d = {'get': lambda x: x * 2}\nd.get(4)", StarlarkDialect.Programs).ShouldBe("8");
}
