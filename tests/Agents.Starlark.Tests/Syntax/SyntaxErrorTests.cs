namespace Agents.Starlark.Tests.Syntax;

public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("x = ", "got newline, want primary expression", 1, 5)]
    [InlineData("a = 1\nb = (2 +\nc", "got end of file, want", 3, 2)]
    [InlineData("def f(:\n  pass", "got ':', want identifier", 1, 7)]
    [InlineData("if x\n  pass", "got newline, want ':'", 1, 5)]
    [InlineData("x = 'abc", "unclosed string literal", 1, 5)]
    [InlineData("x = 'a\\qb'", "invalid escape sequence \\q", 1, 7)]
    [InlineData("x = 017", "use 0o17", 1, 5)]
    [InlineData("1 = x", "can't assign to literal", 1, 1)]
    [InlineData("f(x=1, 2)", "positional argument may not follow named argument", 1, 8)]
    [InlineData("def f(a, a): pass", "duplicate parameter: a", 1, 10)]
    [InlineData("def f():\nreturn 1", "an indented block is missing", 2, 1)]
    [InlineData("  x = 1", "unexpected indentation", 1, 3)]
    [InlineData("def f():\n    x = 1\n  y = 2", "unindent does not match", 3, 3)]
    [InlineData("def f():\n\tpass", "a tab may not be used for indentation", 2, 1)]
    [InlineData("x = 1 2", "got int literal, want newline", 1, 7)]
    [InlineData("'a' 'b'", "join neighbouring strings with +", 1, 5)]
    [InlineData("x = a ? b", "unexpected character '?'", 1, 7)]
    [InlineData("a = b = 1", "a = b = c is not part of Starlark", 1, 7)]
    [InlineData("if x = 1: pass", "== compares", 1, 6)]
    [InlineData("break", "break not in a loop", 1, 1)]
    [InlineData("x)", "unexpected ')'", 1, 2)]
    [InlineData("x = [1, 2", "got end of file", 1, 10)]
    [InlineData("x = {1, 2}", "no set literals", 1, 7)]
    [InlineData("1e999", "floating-point literal too large", 1, 1)]
    [InlineData("x = 1,", "unparenthesized tuple with trailing comma", 1, 6)]
    public void SyntaxError_NamesReasonAndPlace(string source, string message, int line, int column)
    {
        var errors = StarlarkProgram.ParseProgram(source, new StarlarkDialect(StarlarkFeatures.TopLevelControl)).Errors;
        errors.ShouldContain(error => error.Message.Contains(message) && error.Line == line && error.Column == column, string.Join('\n', errors));
        errors.ShouldAllBe(error => error.Kind == StarlarkErrorKind.Syntax && error.Line > 0 && error.Column > 0);
    }

    [Theory]
    [InlineData("while True: pass", "'while' is not part of Starlark: use a for loop over range(...) and break")]
    [InlineData("import os", "'import' is not part of Starlark")]
    [InlineData("try:\n  x = 1\nexcept: pass", "'try' is not part of Starlark: there are no exceptions")]
    [InlineData("class A: pass", "'class' is not part of Starlark")]
    [InlineData("x is None", "'is' is not part of Starlark: use == or !=")]
    [InlineData("del x", "'del' is not part of Starlark")]
    [InlineData("2 ** 8", "'**' is not an operator of Starlark")]
    [InlineData("sum(x for x in y)", "generator expressions are not part of Starlark")]
    [InlineData("(x := 1)", "':=' is not part of Starlark")]
    [InlineData("@decorated\ndef f(): pass", "'@' (decorators, matrix product) is not part of Starlark")]
    [InlineData("def f(x: int): pass", "got ':'")]
    [InlineData("def f() -> int: pass", "type annotations are not part of Starlark")]
    [InlineData("x: int = 1", "type annotations are not part of Starlark")]
    [InlineData("[*a]", "join lists with +")]
    [InlineData("{**a}", "join dicts with |")]
    [InlineData("for x in y: pass\nelse: pass", "for ... else is not part of Starlark")]
    public void MoreOfPython_IsNamedInTheError(string source, string message)
        => Running.SyntaxError(source, StarlarkDialect.Programs).Message.ShouldContain(message);

    [Fact]
    public void SeveralErrors_AreReportedAtOnce()
    {
        var errors = StarlarkProgram.ParseProgram("x = )\ny = 1\ndef f():\n  z = +\n  return y\nif y: import q\nx = 'a", StarlarkDialect.Programs).Errors;
        errors.Select(error => error.Line).ShouldBe([1, 4, 6, 7]);
    }

    [Fact]
    public void Error_CarriesTheFileName()
        => StarlarkProgram.ParseExpression("1 +", StarlarkDialect.Conditions, "flow.yaml").Errors[0].ToString().ShouldStartWith("flow.yaml:1:4: ");
}
