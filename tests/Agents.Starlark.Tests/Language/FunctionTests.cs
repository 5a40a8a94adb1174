namespace Agents.Starlark.Tests.Language;

public sealed class FunctionTests
{
    [Theory]
    [InlineData("def f(a, b=2, *args, c, d=4, **kw):\n  return [a, b, args, c, d, kw]\nf(1, c=3)", "[1, 2, (), 3, 4, {}]")]
    [InlineData("def f(a, b=2, *args, c, d=4, **kw):\n  return [a, b, args, c, d, kw]\nf(1, 5, 6, 7, c=3, e=8)", "[1, 5, (6, 7), 3, 4, {\"e\": 8}]")]
    [InlineData("def f(a, *, b):\n  return a + b\nf(1, b=2)", "3")]
    [InlineData("def f(*args, **kwargs):\n  return args, kwargs\nf(1, x=2, *[3], **{'y': 4})", "((1, 3), {\"x\": 2, \"y\": 4})")]
    [InlineData("def f():\n  pass\nf()", "None")]
    [InlineData("def f():\n  return 1, 2\nf()", "(1, 2)")]
    [InlineData("f = [lambda x: x + i for i in range(3)]\n[g(10) for g in f]", "[12, 12, 12]")]
    [InlineData("def counter():\n  n = [0]\n  def next():\n    n[0] += 1\n    return n[0]\n  return next\nc = counter()\n[c(), c(), c()]", "[1, 2, 3]")]
    [InlineData("def outer():\n  def inner():\n    return x\n  x = 5\n  return inner()\nouter()", "5")]
    [InlineData("def f(a):\n  def g(b):\n    def h(c):\n      return a + b + c\n    return h\n  return g\nf(1)(2)(3)", "6")]
    [InlineData("def f():\n  return g()\ndef g():\n  return 7\nf()", "7")]
    [InlineData("def f(x, l=[]):\n  l.append(x)\n  return l\nf(1)\nf(2)", "[1, 2]")]
    [InlineData("sorted(['bb', 'a', 'ccc'], key=len, reverse=True)", "[\"ccc\", \"bb\", \"a\"]")]
    [InlineData("str(lambda: 1), str(len), str(''.strip), type(len)", "(\"<function lambda>\", \"<built-in function len>\", \"<built-in method strip of string value>\", \"builtin_function_or_method\")")]
    public void Function_BehavesAsSpecified(string source, string expected) => Running.Value(source).ShouldBe(expected);

    [Theory]
    [InlineData("def f(a, b): pass\nf(1)", "function f missing 1 argument (b)")]
    [InlineData("def f(a): pass\nf(1, 2)", "function f accepts at most 1 positional argument (2 given)")]
    [InlineData("def f(a): pass\nf(1, a=2)", "multiple values for parameter \"a\"")]
    [InlineData("def f(alpha): pass\nf(alpa=1)", "unexpected keyword argument \"alpa\" (did you mean alpha?)")]
    [InlineData("def f(n):\n  return f(n - 1)\nf(3)", "function f called recursively")]
    [InlineData("def f():\n  print(x)\n  x = 1\nf()", "local variable x referenced before assignment")]
    [InlineData("def f():\n  return g\nf()\ng = 1", "global variable g referenced before assignment")]
    [InlineData("len(1, 2)", "Error in len: got 2 arguments, want 1")]
    [InlineData("len()", "missing argument for x")]
    [InlineData("sorted([1], kye=len)", "unexpected keyword argument kye (did you mean key?)")]
    public void BadCall_FailsWithItsReason(string source, string message) => Running.Failure(source).Message.ShouldContain(message);

    [Fact]
    public void ErrorInsideFunctions_NamesTheCallsThatLedThere()
    {
        var error = Running.Failure("def inner(x):\n  return 1 // x\n\ndef outer():\n  return inner(0)\n\nouter()");
        (error.Line, error.Column).ShouldBe((2, 12));
        error.Trace.ShouldBe(["outer (line 5)", "inner (line 2)"]);
    }
}
