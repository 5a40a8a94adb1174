namespace Agents.Starlark.Tests.Language;

public sealed class StatementTests
{
    [Theory]
    [InlineData("a, (b, [c]) = 1, (2, [3])\n[a, b, c]", "[1, 2, 3]")]
    [InlineData("def f():\n  x = [1]\n  y = x\n  x += [2]\n  return y\nf()", "[1, 2]")]
    [InlineData("def f():\n  x = (1,)\n  y = x\n  x += (2,)\n  return y\nf()", "(1,)")]
    [InlineData("def f():\n  d = {'a': 1}\n  e = d\n  d |= {'b': 2}\n  return e\nf()", "{\"a\": 1, \"b\": 2}")]
    [InlineData("x = {'n': 1}\nx['n'] += 4\nx", "{\"n\": 5}")]
    [InlineData("def f(n):\n  out = []\n  for i in range(n):\n    if i == 1: continue\n    elif i > 3: break\n    else: out.append(i)\n  return out\nf(9)", "[0, 2, 3]")]
    [InlineData("def f():\n  for i in [1, 2]:\n    for j in [10, 20]:\n      if j == 20: break\n      if i == 2: return i + j\nf()", "12")]
    [InlineData("x = 1; y = 2;\nx + y", "3")]
    [InlineData("x = (1 +\n     2)\n# a comment\n\nx", "3")]
    [InlineData("x = 'a' + \\\n  'b'\nx", "\"ab\"")]
    [InlineData("x = '''a\r\nb'''\nx", "\"a\\nb\"")]
    [InlineData("x = 1", "None")]
    public void Statements_BehaveAsSpecified(string source, string expected) => Running.Value(source).ShouldBe(expected);

    [Theory]
    [InlineData("a, b = [1]", "too few values to unpack (got 1, want 2)")]
    [InlineData("a, b = [1, 2, 3]", "too many values to unpack (got 3, want 2)")]
    [InlineData("a, b = 1", "got int in sequence assignment")]
    [InlineData("(1, 2)[0] = 3", "tuple value does not support item assignment")]
    public void BadAssignment_FailsWithItsReason(string source, string message) => Running.Failure(source).Message.ShouldContain(message);

    [Theory]
    [InlineData("x = [1, 2]\ndef f():\n  for i in x:\n    x.append(i)\nf()", "cannot append to list during iteration")]
    [InlineData("x = {'a': 1}\ndef f():\n  for k in x:\n    x[k] = 2\nf()", "cannot insert into dict during iteration")]
    [InlineData("x = set([1])\n[x.add(i) for i in x]", "cannot insert into set during iteration")]
    public void ChangeDuringIteration_Fails(string source, string message)
    {
        var error = Running.Failure(source);
        error.Kind.ShouldBe(StarlarkErrorKind.Mutation);
        error.Message.ShouldContain(message);
    }

    [Fact]
    public void ValueAfterIteration_CanChangeAgain()
        => Running.Value("x = [1, 2]\ny = [i for i in x]\ndef f():\n  for i in x:\n    break\n  x.append(3)\nf()\nx").ShouldBe("[1, 2, 3]");

    [Theory]
    [InlineData("values.append(1)", "cannot append to frozen list")]
    [InlineData("add(4)", "cannot append to frozen list")]
    [InlineData("table['x'] = 1", "cannot insert into frozen dict")]
    [InlineData("nested[0].append(1)", "cannot append to frozen list")]
    public void GlobalsOfAFinishedProgram_AreFrozen(string source, string message)
    {
        const string Module = "values = []\ntable = {}\nnested = ([],)\ndef add(x, l=[]):\n  l.append(x)";
        var globals = StarlarkProgram.ParseProgram(Module, StarlarkDialect.Standard).OrThrow().Execute(StarlarkScope.Empty).Globals;
        Running.Failure(source, scope: StarlarkScope.Of(globals)).Message.ShouldContain(message);
    }

    [Fact]
    public void Run_GivesValueGlobalsAndOutput()
    {
        var run = StarlarkProgram.ParseProgram("result = 1\nprint('a', 2, sep='-')\nif result:\n  result = 'x'\n  [result]", StarlarkDialect.Programs)
            .OrThrow().Execute(StarlarkScope.Empty);
        run.Value.ToString().ShouldBe("[\"x\"]");
        run.Globals["result"].ShouldBe(StarlarkString.Of("x"));
        run.Printed.ShouldBe(["a-2"]);
        run.Steps.ShouldBeGreaterThan(0);
    }
}
