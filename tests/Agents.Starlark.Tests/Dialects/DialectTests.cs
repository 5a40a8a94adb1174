namespace Agents.Starlark.Tests.Dialects;

public sealed class DialectTests
{
    [Theory]
    [InlineData("x = 1\nx = 2", "cannot reassign global x declared on line 1")]
    [InlineData("for i in []: pass", "for loop not within a function")]
    [InlineData("if 1: pass", "if statement not within a function")]
    [InlineData("f'{1}'", "f-strings are not part of Starlark here")]
    [InlineData("1 < 2 < 3", "< does not associate with <")]
    [InlineData("load('a.star', 'x')", "'load' is refused")]
    [InlineData("return 1", "return statement not within a function")]
    public void Standard_RefusesExtras(string source, string message) => Running.SyntaxError(source).Message.ShouldContain(message);

    [Theory]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("sum([1])")]
    [InlineData("json.encode(1)")]
    public void Standard_KnowsNoExtraNames(string source) => Running.Failure(source).Kind.ShouldBe(StarlarkErrorKind.Name);

    [Theory]
    [InlineData("[true, false, null]", "[True, False, None]")]
    [InlineData("sum([1, 2.5]), sum([], 7), sum([[1], [2]], [])", "(3.5, 7, [1, 2])")]
    [InlineData("json.decode('[1, {\"a\": null}]')", "[1, {\"a\": None}]")]
    public void Conditions_HaveExtras(string source, string expected) => Running.Expression(source).ShouldBe(expected);

    [Fact]
    public void GraphConditions_ChainComparisons()
    {
        Running.Expression("1 < 2 < 3, 1 < 5 < 3, 3 > 2 == 2 != 1", dialect: StarlarkDialect.GraphConditions).ShouldBe("(True, False, True)");
        StarlarkProgram.ParseExpression("1 < 2 < 3", StarlarkDialect.Conditions).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public void ChainedComparison_EvaluatesItsMiddleOnceAndStopsEarly()
    {
        List<string> calls = [];
        StarlarkBuiltin Tracked(string name, long value) => new(name, _ =>
        {
            calls.Add(name);
            return StarlarkInt.Of(value);
        });
        var scope = StarlarkScope.Of(new Dictionary<string, StarlarkValue> { ["a"] = Tracked("a", 1), ["b"] = Tracked("b", 2), ["c"] = Tracked("c", 3) });

        Running.Expression("a() < b() < c()", scope, StarlarkDialect.GraphConditions).ShouldBe("True");
        Running.Expression("b() < a() < c()", scope, StarlarkDialect.GraphConditions).ShouldBe("False");
        calls.ShouldBe(["a", "b", "c", "b", "a"]);
    }

    [Theory]
    [InlineData("x = 1\nx += 1\nfor i in range(3):\n  if i == 2:\n    x = x * 10\nx", "20")]
    [InlineData("for a, b in [(1, 2)]:\n  pass\na + b", "3")]
    [InlineData("total = 0\nfor n in [1, 2, 3]:\n  total += n\nf'{total}'", "\"6\"")]
    public void Programs_RebindAndBranchAtTopLevel(string source, string expected) => Running.Value(source, StarlarkDialect.Programs).ShouldBe(expected);

    [Fact]
    public void Programs_StartRebindingFromTheScope()
    {
        var scope = StarlarkScope.Of(new Dictionary<string, StarlarkValue> { ["count"] = StarlarkInt.Of(4) });
        Running.Value("count = count + 1\ncount", StarlarkDialect.Programs, scope).ShouldBe("5");
    }

    [Fact]
    public void Recursion_IsAFeatureOfItsOwn()
        => Running.Value("def f(n):\n  return n if n < 2 else f(n - 1) + f(n - 2)\nf(10)", new StarlarkDialect(StarlarkFeatures.Recursion)).ShouldBe("55");

    [Fact]
    public void BuiltinFunction_IsNotHiddenByDataOfItsName()
    {
        var scope = StarlarkScope.Of(new Dictionary<string, StarlarkValue> { ["type"] = StarlarkString.Of("incident"), ["len"] = StarlarkInt.Of(3) });
        Running.Expression("type == 'incident' and len([1, 2]) < len and type(len) == 'int'", scope).ShouldBe("True");
    }

    [Fact]
    public void Constants_AreNotHiddenByTheScope()
        => Running.Expression("[True, None]", StarlarkScope.Of(_ => StarlarkInt.Of(1))).ShouldBe("[True, None]");
}
