namespace Agents.Starlark.Tests.Resolution;

public sealed class FreeNameTests
{
    [Theory]
    [InlineData("a + len(b) + a", "a b")]
    [InlineData("[x for x in xs if x > low]", "xs low")]
    [InlineData("(lambda p: p + q)(1)", "q")]
    [InlineData("true and None and json.encode(sum([z]))", "z")]
    [InlineData("d.key[i]", "d i")]
    [InlineData("x = 1\ndef f(a, b=c):\n  y = a\n  return x + y + g", "c g")]
    [InlineData("n = n + 1\nm = n", "n")]
    [InlineData("for i in xs:\n  last = i\nlast", "xs")]
    public void FreeNames_AreThoseOfTheScope(string source, string expected)
        => StarlarkProgram.ParseProgram(source, StarlarkDialect.Programs).OrThrow().FreeNames.Select(name => name.Name).ShouldBe(expected.Split(' '));

    [Fact]
    public void FreeName_HasThePlaceOfItsFirstUse()
        => StarlarkProgram.ParseProgram("x = 1\ny = x + missing\nz = missing", StarlarkDialect.Standard).OrThrow()
            .FreeNames.ShouldHaveSingleItem().ShouldBe(new StarlarkName("missing", 2, 9));

    [Fact]
    public void UndefinedName_SuggestsANeighbour()
        => Running.Failure("thresold > 1", scope: StarlarkScope.Of(new Dictionary<string, StarlarkValue> { ["threshold"] = StarlarkInt.Of(1) }))
            .Message.ShouldBe("undefined: thresold (did you mean threshold?)");

    [Theory]
    [InlineData("result.error_rate > config.thresholds.errorRate", "result.error_rate config.thresholds.errorRate")]
    [InlineData("ctx.steps['a'].output[0].id", "ctx.steps.a.output[0].id")]
    [InlineData("len(ctx.items) + ctx.items.index(1)", "ctx.items")]
    [InlineData("ctx.data.keys()", "ctx.data")]
    [InlineData("[x.name for x in ctx.list]", "ctx.list")]
    [InlineData("ctx[key].a", "ctx key")]
    [InlineData("f(a.b, k=c.d)", "f a.b c.d")]
    [InlineData("a.b if a.c else d", "a.c a.b d")]
    public void ReadPaths_AreTheLongestConstantChains(string source, string expected)
        => Paths(source).Select(path => path.ToString()).ShouldBe(expected.Split(' '));

    [Theory]
    [InlineData("hasattr(result, 'rate') and result.rate > 1", "result.rate", true)]
    [InlineData("'rate' in result and result.rate > 1", "result.rate", true)]
    [InlineData("ctx.steps.get('x', {}).get('output', [])", "ctx.steps.x.output", true)]
    [InlineData("ctx.steps.get('x').output", "ctx.steps.x.output", true)]
    [InlineData("getattr(result, 'rate', 0)", "result.rate", true)]
    [InlineData("getattr(result, 'rate')", "result.rate", false)]
    [InlineData("result.rate", "result.rate", false)]
    public void ReadPath_IsGuardedWhereTheProgramAsksFirst(string source, string path, bool guarded)
        => Paths(source).ShouldContain(found => found.ToString() == path && found.Guarded == guarded);

    private static IReadOnlyList<StarlarkPath> Paths(string source) => StarlarkProgram.ParseExpression(source, StarlarkDialect.Conditions).OrThrow().ReadPaths;
}
