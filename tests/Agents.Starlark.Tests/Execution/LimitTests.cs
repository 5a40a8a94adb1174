namespace Agents.Starlark.Tests.Execution;

public sealed class LimitTests
{
    [Theory]
    [InlineData("for i in range(1000000):\n  pass")]
    [InlineData("[i for i in range(1000000)]")]
    [InlineData("x = list(range(1000))\nfor i in x:\n  for j in x:\n    i in x")]
    [InlineData("x = 'a' * 1000000\nfor i in range(90000):\n  'b' in x")]
    [InlineData("t = (1,)\nfor i in range(60):\n  t = (t, t)\nt == t + ()\n{t: 1}")]
    [InlineData("sorted(range(200000), key=lambda x: -x)")]
    [InlineData("x = [1]\nfor i in range(40):\n  x = [x, x]\nstr(x)")]
    public void TooManySteps_EndTheRun(string source) => ShouldHitOneOf(source, "MaxSteps", "MaxMemoryBytes");

    [Theory]
    [InlineData("'a' * 1000000000")]
    [InlineData("[0] * 1000000000000000000000")]
    [InlineData("(0,) * 10000000")]
    [InlineData("b'x' * 100000000")]
    [InlineData("list(range(1000000000000))")]
    [InlineData("x = 'a'\nfor i in range(60):\n  x += x")]
    [InlineData("x = [1]\nfor i in range(60):\n  x += x")]
    [InlineData("x = [1]\nfor i in range(60):\n  x.extend(x)")]
    [InlineData("s = 'a' * 1000000\n','.join([s, s, s, s, s, s, s, s])")]
    [InlineData("s = 'a' * 100000\ns.replace('a', s)")]
    [InlineData("s = 'a' * 1000000\n'%s%s%s%s%s%s' % (s, s, s, s, s, s)")]
    [InlineData("s = 'a' * 1000000\n'{0}{0}{0}{0}{0}{0}'.format(s)")]
    [InlineData("f'{1:1000000000}'")]
    [InlineData("s = 'a' * 1000000\njson.encode([s, s, s, s, s, s])")]
    [InlineData("s = 'a' * 1000000\nx = [s.upper() for i in range(1000)]")]
    [InlineData("s = 'a,' * 1000000\ns.split(',')")]
    [InlineData("x = {}\nfor i in range(99):\n  x[i] = 'a' * 100000")]
    [InlineData("def f():\n  return 'a' * 1000000\n[f(), f(), f(), f(), f(), f()]")]
    [InlineData("for i in range(100):\n  print('a' * 1000000)")]
    public void TooMuchMemory_EndsTheRun(string source) => ShouldHitOneOf(source, "MaxMemoryBytes");

    [Fact]
    public void Garbage_IsNotHeldAgainstTheProgram()
    {
        const string Report = "out = ''\nfor i in range(4000):\n  out += 'a line of text\\n'\nlen(out)";
        Running.Value(Report, StarlarkDialect.Programs).ShouldBe("60000");
        Running.Value("def f():\n  out = ''\n  for i in range(4000):\n    out += 'a line of text\\n'\n  return out\nlen(f()) + len(f())", StarlarkDialect.Programs)
            .ShouldBe("120000");
    }

    [Theory]
    [InlineData("1 << 5000")]
    [InlineData("1 << (1 << 100)")]
    [InlineData("x = 3\nfor i in range(20):\n  x = x * x")]
    [InlineData("int('9' * 2000)")]
    [InlineData("json.decode('9' * 2000)")]
    public void HugeIntegers_EndTheRun(string source) => ShouldHitOneOf(source, "MaxIntegerBits");

    [Fact]
    public void DeepCalls_EndTheRun()
    {
        var dialect = new StarlarkDialect(StarlarkFeatures.Recursion);
        Running.Failure("def f(n):\n  return f(n + 1)\nf(0)", dialect).Message.ShouldContain("MaxDepth");
        Running.Value("def f(n):\n  return 0 if n == 0 else 1 + f(n - 1)\nf(60)", dialect).ShouldBe("60");
    }

    [Theory]
    [InlineData("x = []\nfor i in range(5000):\n  x = [x]\nstr(x)")]
    [InlineData("x = []\ny = []\nfor i in range(5000):\n  x = [x]\n  y = [y]\nx == y")]
    [InlineData("x = ()\nfor i in range(5000):\n  x = (x,)\n{x: 1}")]
    [InlineData("x = []\nfor i in range(5000):\n  x = [x]\njson.encode(x)")]
    [InlineData("x = [1]\nx.append(x)\nx == [1, x]\nx < [1, [1, x]]")]
    public void DeeplyNestedValues_AreAnErrorNotACrash(string source)
        => Running.Failure(source, StarlarkDialect.Programs).Message.ShouldContain("maximum recursion");

    [Fact]
    public void SelfContainingValue_IsShownWithDots()
        => Running.Value("x = [1]\nx.append(x)\nd = {'x': x}\nd['d'] = d\n[str(x), str(d)]", StarlarkDialect.Programs)
            .ShouldBe("[\"[1, [...]]\", \"{\\\"x\\\": [1, [...]], \\\"d\\\": {...}}\"]");

    [Fact]
    public void Cancellation_EndsTheRun()
    {
        using var source = new CancellationTokenSource();
        var scope = StarlarkScope.Of(new Dictionary<string, StarlarkValue>
        {
            ["stop"] = new StarlarkBuiltin("stop", _ =>
            {
                source.Cancel();
                return StarlarkNone.Instance;
            }),
        });
        var program = StarlarkProgram.ParseProgram("for i in range(1000000):\n  stop()", StarlarkDialect.Programs).OrThrow();
        var error = Should.Throw<StarlarkException>(() => program.Execute(scope, new StarlarkLimits { MaxSteps = long.MaxValue - 1 }, source.Token)).Error;
        error.Kind.ShouldBe(StarlarkErrorKind.Cancelled);
        error.Line.ShouldBeInRange(1, 2);
    }

    [Fact]
    public void CancelledBeforeTheStart_RunsNothing()
    {
        var program = StarlarkProgram.ParseExpression("1", StarlarkDialect.Conditions).OrThrow();
        Should.Throw<StarlarkException>(() => program.Evaluate(StarlarkScope.Empty, null, new CancellationToken(canceled: true)))
            .Error.Kind.ShouldBe(StarlarkErrorKind.Cancelled);
    }

    private static void ShouldHitOneOf(string source, params string[] limits)
    {
        var error = Running.Failure(source, StarlarkDialect.Programs);
        error.Kind.ShouldBe(StarlarkErrorKind.Limit);
        limits.ShouldContain(limit => error.Message.Contains(limit), error.Message);
    }
}
