namespace Agents.Starlark.Tests.Language;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("1 + 2 * 3 - 4", "3")]
    [InlineData("-7 // 2, -7 % 2, 7 // -2, 7 % -2", "(-4, 1, -4, -1)")]
    [InlineData("9223372036854775807 + 1", "9223372036854775808")]
    [InlineData("-9223372036854775807 - 2", "-9223372036854775809")]
    [InlineData("4611686018427387904 * 2", "9223372036854775808")]
    [InlineData("(-9223372036854775807 - 1) // -1", "9223372036854775808")]
    [InlineData("(1 << 100) >> 98, ~5, 6 & 3, 6 | 3, 6 ^ 3", "(4, -6, 2, 7, 5)")]
    [InlineData("1 / 2, 3.0 // 2, -3.5 % 2", "(0.5, 1.0, 0.5)")]
    [InlineData("1 == 1.0, True == 1, None == 0, float('nan') == float('nan')", "(True, False, False, True)")]
    [InlineData("(1 << 53) + 1 == float((1 << 53) + 1), (1 << 53) + 1 > float(1 << 53)", "(False, True)")]
    [InlineData("float('nan') > float('inf'), sorted([2, float('nan'), 1])", "(True, [1, 2, nan])")]
    [InlineData("not 1 == 2, not 0 and 5, 0 or '' or 'x'", "(True, 5, \"x\")")]
    [InlineData("'a' if [] else 'b' if 1 else 'c'", "\"b\"")]
    [InlineData("'abc'[1], 'abc'[-1], 'abcdef'[::-2], [1, 2, 3][1:], range(10)[2:8:3]", "(\"b\", \"c\", \"fdb\", [2, 3], range(2, 8, 3))")]
    [InlineData("[x * y for x in range(4) if x % 2 for y in (10, 20)]", "[10, 20, 30, 60]")]
    [InlineData("{k: v for k, v in [('a', 1), ('b', 2)]} | {'a': 3}", "{\"a\": 3, \"b\": 2}")]
    [InlineData("'b' in {'b': 1}, 'x' not in 'xyz', 3 in range(0, 10, 3), 97 in b'abc'", "(True, False, True, True)")]
    [InlineData("'%s is %d%% of %r' % ('x', 5, 'y')", "\"x is 5% of \\\"y\\\"\"")]
    [InlineData("'{} {1}'.format(1)", null)]
    [InlineData("'{1} {0} {x!r}'.format('a', 'b', x='c')", "\"b a \\\"c\\\"\"")]
    [InlineData("(lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4)", "((1, 2), 3, {\"z\": 4})")]
    [InlineData("set([3, 1, 3]) | set([2]), set([1, 2]) ^ set([2, 3])", "(set([3, 1, 2]), set([1, 3]))")]
    [InlineData("(), (1,), [], {}, b'a\\x00\\xff'", "((), (1,), [], {}, b\"a\\x00\\xff\")")]
    [InlineData("'héllo'.upper(), len('😀'), 'a\\tb'", "(\"HÉLLO\", 2, \"a\\tb\")")]
    [InlineData("' a  b '.split(), 'a,b,c'.rsplit(',', 1), 'one two  three'.split(None, 1)", "([\"a\", \"b\"], [\"a,b\", \"c\"], [\"one\", \"two  three\"])")]
    [InlineData("str(1e6), str(123.0), str(1234567.5), str(1e-7), str(0.1 + 0.2)", "(\"1e+06\", \"123.0\", \"1234567.5\", \"1e-07\", \"0.30000000000000004\")")]
    public void Expression_HasTheSpecifiedValue(string source, string? expected)
    {
        if (expected is null)
        {
            Running.Failure(source).Kind.ShouldBeOneOf(StarlarkErrorKind.Value, StarlarkErrorKind.Lookup);
            return;
        }

        Running.Value(source).ShouldBe(expected);
    }

    [Theory]
    [InlineData("True + 1", "unknown binary op: bool + int")]
    [InlineData("1 < 'a'", "int < string not implemented")]
    [InlineData("[] < {}", "list < dict not implemented")]
    [InlineData("[x for x in 'abc']", "string value is not iterable")]
    [InlineData("{[]: 1}", "unhashable type: list")]
    [InlineData("{'a': 1, 'a': 2}", "duplicate key: \"a\"")]
    [InlineData("{}['x']", "key \"x\" not in dict")]
    [InlineData("[1][1]", "list index 1 out of range [-1:0]")]
    [InlineData("1 % 0", "integer modulo by zero")]
    [InlineData("1 / 0", "floating-point division by zero")]
    [InlineData("1 << -1", "negative shift count")]
    [InlineData("[1, 2][True]", "got bool, want int")]
    [InlineData("'x'.foo", "string has no .foo field or method")]
    [InlineData("fail('no', 1)", "fail: no 1")]
    [InlineData("(1)(2)", "invalid call of non-function (int)")]
    public void BadOperation_FailsWithItsReason(string source, string message)
        => Running.Failure(source).Message.ShouldContain(message);

    [Fact]
    public void EmptyExpression_IsASyntaxError()
        => StarlarkProgram.ParseExpression("  \n ", StarlarkDialect.Conditions).Errors.ShouldHaveSingleItem().Message.ShouldBe("an expression is missing");

    [Fact]
    public void ExpressionOverSeveralLines_NeedsNoBrackets()
        => Running.Expression("\n  1 +\n    2\n").ShouldBe("3");
}
