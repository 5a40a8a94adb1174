namespace Agents.Starlark.Tests.Formatting;

public sealed class FStringTests
{
    private static readonly IStarlarkScope Scope = StarlarkScope.Of(new Dictionary<string, StarlarkValue>
    {
        ["n"] = StarlarkInt.Of(1234567),
        ["f"] = new StarlarkFloat(3.14159),
        ["s"] = StarlarkString.Of("abc"),
        ["w"] = StarlarkInt.Of(6),
        ["xs"] = new StarlarkList([StarlarkInt.Of(1), StarlarkString.Of("q")]),
    });

    [Theory]
    [InlineData("f''", "")]
    [InlineData("f'{{}} {n}'", "{} 1234567")]
    [InlineData("f\"{len(xs)} items > {w - 3}: {xs}\"", "2 items > 3: [1, \"q\"]")]
    [InlineData("f'{s!r} {s!s} {xs!r:>10}'", "\"abc\" abc   [1, \"q\"]")]
    [InlineData("f'{n:,} {n:_} {n:x} {n:#X} {n:o} {n:b}'", "1,234,567 1_234_567 12d687 0X12D687 4553207 100101101011010000111")]
    [InlineData("f'{f:.2f}|{f:8.1f}|{f:<8.1f}|{f:^8.1f}|{f:+.0f}|{f:e}|{f:g}|{0.125:.1%}'", "3.14|     3.1|3.1     |  3.1   |+3|3.141590e+00|3.14159|12.5%")]
    [InlineData("f'{s:>5}|{s:*^7}|{s:.2}|{-5:05d}|{5: d}'", "  abc|**abc**|ab|-0005| 5")]
    [InlineData("f'{s:>{w}}|{f:{w}.{1 + 1}f}'", "   abc|  3.14")]
    [InlineData("f'{ {\"a\": 1}[\"a\"] } {\"x:y\"} {s != \"q\"} {[i for i in range(2)]}'", "1 x:y True [0, 1]")]
    [InlineData("f'''a\n{n}\nb'''", "a\n1234567\nb")]
    [InlineData("rf'\\d{w}'", "\\d6")]
    [InlineData("f'{f\"{s}!\"}?'", "abc!?")]
    [InlineData("f'a' + 'b'", "ab")]
    [InlineData("f'{s}\\t{w}'", "abc\t6")]
    [InlineData("'{:>5}|{:,.1f}|{x!r}'.format(s, 1234.5, x=s)", "  abc|1,234.5|\"abc\"")]
    [InlineData("f'{(lambda x: x + 1)(w)}'", "7")]
    public void FString_FormatsAsPythonDoes(string source, string expected)
        => StarlarkProgram.ParseExpression(source, StarlarkDialect.Programs).OrThrow().Evaluate(Scope).ShouldBe(StarlarkString.Of(expected));

    [Theory]
    [InlineData("f'{}'", "an expression is missing", 1, 4)]
    [InlineData("x = 1\ny = f'ab{x +}'", "got end of file, want primary expression", 2, 13)]
    [InlineData("f'{x'", "unmatched '{' in f-string", 1, 3)]
    [InlineData("f'}'", "single '}' in f-string", 1, 3)]
    [InlineData("f'{x!z}'", "unknown conversion in f-string", 1, 5)]
    public void BadFString_IsASyntaxErrorAtItsPlace(string source, string message, int line, int column)
    {
        var errors = StarlarkProgram.ParseProgram(source, StarlarkDialect.Programs).Errors;
        errors.ShouldContain(error => error.Message.Contains(message) && error.Line == line && error.Column == column, string.Join('\n', errors));
    }

    [Theory]
    [InlineData("f'{1:z}'", "unknown format code 'z'")]
    [InlineData("f'{1:>>>}'", "invalid format specification")]
    [InlineData("f'{1:.3d}'", "precision not allowed")]
    [InlineData("f'{\"a\":d}'", "unknown format code 'd'")]
    [InlineData("f'{1.5:.2000f}'", "precision 2000")]
    [InlineData("'{:>5}'.format(1)", "format spec features not supported")]
    public void BadSpecification_FailsWithItsReason(string source, string message)
        => Running.Failure(source, source[0] == 'f' ? StarlarkDialect.Programs : StarlarkDialect.Standard).Message.ShouldContain(message);

    [Fact]
    public void NamesInside_AreFreeNamesAtTheirPlace()
    {
        var name = StarlarkProgram.ParseProgram("f'''x\n {speed:.1f}'''", StarlarkDialect.Programs).OrThrow().FreeNames.ShouldHaveSingleItem();
        name.ShouldBe(new StarlarkName("speed", 2, 3));
    }
}
