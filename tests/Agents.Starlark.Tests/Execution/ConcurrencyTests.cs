namespace Agents.Starlark.Tests.Execution;

public sealed class ConcurrencyTests
{
    [Fact]
    public void OneProgram_RunsOnManyThreadsAtOnce()
    {
        var program = StarlarkProgram.ParseProgram("def f(x):\n  return [y * x for y in shared]\nr = f(n)\nr", StarlarkDialect.Programs).OrThrow();
        var shared = StarlarkProgram.ParseExpression("[1, 2, 3]", StarlarkDialect.Standard).OrThrow().Evaluate(StarlarkScope.Empty);
        Parallel.For(0, 500, n =>
        {
            var scope = StarlarkScope.Of(name => name == "n" ? StarlarkInt.Of(n) : shared);
            program.Evaluate(scope).ToString().ShouldBe($"[{n}, {2 * n}, {3 * n}]");
        });
    }

    [Fact]
    public void Cache_GivesTheSameProgramAndStaysBounded()
    {
        var cache = new StarlarkProgramCache(capacity: 10);
        var first = cache.Expression("a + 1", StarlarkDialect.Conditions);
        cache.Expression("a + 1", StarlarkDialect.Conditions).ShouldBeSameAs(first);
        cache.Expression("a + 1", StarlarkDialect.Standard).ShouldNotBeSameAs(first);
        cache.Program("a + 1", StarlarkDialect.Conditions).ShouldNotBeSameAs(first);
        Parallel.For(0, 1000, n =>
        {
            cache.Expression($"a + {n % 50}", StarlarkDialect.Conditions).Succeeded.ShouldBeTrue();
            cache.Expression($"a + + * {n % 50}", StarlarkDialect.Conditions).Succeeded.ShouldBeFalse();
        });
        cache.Count.ShouldBeLessThanOrEqualTo(3 * 12);
    }
}
