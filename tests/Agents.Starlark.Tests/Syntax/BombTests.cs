using System.Text;

namespace Agents.Starlark.Tests.Syntax;

public sealed class BombTests
{
    private const string Odd = "()[]{}'\"\\\n\t :=,.*#fbr0x{}é\ud83d";

    [Theory]
    [InlineData("(", "")]
    [InlineData("[", "")]
    [InlineData("{1:", "")]
    [InlineData("-", "1")]
    [InlineData("not ", "1")]
    [InlineData("f(", "")]
    [InlineData("lambda: ", "1")]
    [InlineData("1 if 1 else ", "1")]
    [InlineData("[x for x in ", "")]
    public void DeepNesting_IsASyntaxError(string unit, string end)
    {
        var source = new StringBuilder().Insert(0, unit, 100_000).Append(end).ToString();
        StarlarkProgram.ParseExpression(source, StarlarkDialect.Programs).Errors.ShouldContain(error => error.Message.Contains("nested more deeply"));
    }

    [Theory]
    [InlineData("a", ".b")]
    [InlineData("a", "()")]
    [InlineData("a", "[0]")]
    public void LongSuffixChain_IsASyntaxError(string start, string unit)
    {
        var source = start + new StringBuilder().Insert(0, unit, 100_000);
        StarlarkProgram.ParseExpression(source, StarlarkDialect.Programs).Errors.ShouldContain(error => error.Message.Contains("nested more deeply"));
    }

    [Theory]
    [InlineData(" + 1", "10001")]
    [InlineData(" and 1", "1")]
    [InlineData(" or 1", "1")]
    public void LongChainOfOneLevel_IsNoNesting(string unit, string expected)
    {
        var source = "1" + new StringBuilder().Insert(0, unit, 10_000);
        StarlarkProgram.ParseExpression(source, StarlarkDialect.Conditions).OrThrow().Evaluate(StarlarkScope.Empty).ToString().ShouldBe(expected);
    }

    [Fact]
    public void DeepBlocks_AreASyntaxError()
    {
        var source = new StringBuilder();
        for (var depth = 0; depth < 1000; depth++)
        {
            source.Append(' ', depth).Append("if 1:\n");
        }

        StarlarkProgram.ParseProgram(source.ToString(), StarlarkDialect.Programs).Errors.ShouldContain(error => error.Message.Contains("nested more deeply"));
    }

    [Fact]
    public void NestingUpToTheLimit_RunsOnASmallStack()
    {
        var source = new string('(', 150) + "1" + new string(')', 150);
        var call = $"def f(n):\n  return 0 if n == 0 else [{source} + f(n - 1)][0]\nf(60)";
        string? result = null;
        var thread = new Thread(() => result = Running.Value(call, new StarlarkDialect(StarlarkFeatures.Recursion)), maxStackSize: 1 << 20);
        thread.Start();
        thread.Join();
        result.ShouldBe("60");
    }

    /// <summary>Each would take minutes if something in the parser or resolver were quadratic.</summary>
    [Theory]
    [InlineData("f(", "1,", ")")]
    [InlineData("f(", "**x,", ")")]
    [InlineData("def f(", "x, ", "): pass")]
    [InlineData("[", "a.b,", "]")]
    [InlineData("", "f.x = a.b\n", "")]
    [InlineData("f'", "{a}", "'")]
    [InlineData("x = '", "\\n", "'")]
    public void LongSource_IsReadInLinearTime(string start, string unit, string end)
    {
        var source = start + new StringBuilder().Insert(0, unit, 50_000) + end;
        var result = StarlarkProgram.ParseProgram(source, StarlarkDialect.Programs);
        (result.Succeeded || result.Errors.Count > 0).ShouldBeTrue();
    }

    [Fact]
    public void HugeLiteral_IsASyntaxError()
        => StarlarkProgram.ParseExpression(new string('9', 200_000), StarlarkDialect.Conditions).Errors[0].Message.ShouldContain("more than 5000 digits");

    /// <summary>Cuts and changes real programs: whatever comes in, the parser gives a program or errors with places.</summary>
    [Fact]
    public void AnySource_ParsesOrReportsPlaces()
    {
        string[] seeds =
        [
            "def f(a, *args, b=1, **kw):\n    for x, (y, z) in args:\n        if x in kw and not y: continue\n        a += [x for x in range(3) if x]\n    return {k: v for k, v in kw.items()}\n",
            "result = f\"{x!r:>{w}} {{}} {d['k']:.2f}\" + '''t\\u00e9''' + r'\\d' + str(b\"\\xff\")\n",
            "a.b[1:2, 'x'](*p, **q) if a < b else (lambda: 0x1F + 1e5 - .5)\n",
        ];
        var random = new Random(20260101);
        for (var round = 0; round < 4_000; round++)
        {
            var text = new StringBuilder(seeds[random.Next(seeds.Length)]);
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                var at = random.Next(text.Length);
                _ = random.Next(3) switch
                {
                    0 => text.Remove(at, Math.Min(random.Next(1, 8), text.Length - at)),
                    1 => text.Insert(at, Odd[random.Next(Odd.Length)]),
                    _ => text.Insert(at, text.ToString(at, Math.Min(random.Next(1, 12), text.Length - at))),
                };
            }

            var result = StarlarkProgram.ParseProgram(text.ToString(), StarlarkDialect.Programs);
            (result.Succeeded || result.Errors.Count > 0).ShouldBeTrue();
            result.Errors.ShouldAllBe(error => error.Line > 0 && error.Column > 0);
        }
    }
}
