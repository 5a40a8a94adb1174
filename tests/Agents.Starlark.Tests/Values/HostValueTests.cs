using System.Diagnostics.CodeAnalysis;

namespace Agents.Starlark.Tests.Values;

public sealed class HostValueTests
{
    [Theory]
    [InlineData("doc['a']", "1")]
    [InlineData("doc.list[-1]", "3")]
    [InlineData("'a' in doc, 'z' in doc, 2 in doc.list, 9 in doc.list", "(True, False, True, False)")]
    [InlineData("[k for k in doc]", "[\"a\", \"list\"]")]
    [InlineData("len(doc), len(doc.list), bool(doc), bool(doc.list)", "(2, 3, True, True)")]
    [InlineData("doc.get('z', 9), doc.keys(), doc.values(), doc.items()", "(9, [\"a\", \"list\"], [1, [1, 2, 3]], [(\"a\", 1), (\"list\", [1, 2, 3])])")]
    [InlineData("doc == {'list': [1, 2, 3], 'a': 1}, {'a': 1} == doc, doc.list == [1, 2, 3], [1, 2, 3] == doc.list", "(True, False, True, True)")]
    [InlineData("type(doc), type(doc.list)", "(\"dict\", \"list\")")]
    [InlineData("str(doc), repr(doc.list)", "(\"{\\\"a\\\": 1, \\\"list\\\": [1, 2, 3]}\", \"[1, 2, 3]\")")]
    [InlineData("json.encode(doc)", "\"{\\\"a\\\":1,\\\"list\\\":[1,2,3]}\"")]
    [InlineData("doc.list + [4], [0] + doc.list, doc.list[1:], doc.list * 2, doc.list < [2]", "([1, 2, 3, 4], [0, 1, 2, 3], [2, 3], [1, 2, 3, 1, 2, 3], True)")]
    [InlineData("doc | {'b': 2}, dict(doc, c=3)", "({\"a\": 1, \"list\": [1, 2, 3], \"b\": 2}, {\"a\": 1, \"list\": [1, 2, 3], \"c\": 3})")]
    [InlineData("sum(doc.list), sorted(doc.list, reverse=True), any(doc.list), max(doc.list)", "(6, [3, 2, 1], True, 3)")]
    [InlineData("hasattr(doc, 'a'), hasattr(doc, 'zz'), doc.list.index(2)", "(True, False, 1)")]
    [InlineData("list(doc.list), tuple(doc.list), '%s %s' % tuple(doc.list[:2])", "([1, 2, 3], (1, 2, 3), \"1 2\")")]
    public void HostDocument_BehavesAsDictAndList(string source, string expected)
        => Running.Expression(source, StarlarkScope.Of(new Dictionary<string, StarlarkValue> { ["doc"] = new Document() })).ShouldBe(expected);

    [Theory]
    [InlineData("doc['b'] = 1", "cannot assign to element of frozen dict")]
    [InlineData("doc.update({'a': 2})", "cannot update frozen dict")]
    [InlineData("doc.list.append(1)", "cannot append to frozen list")]
    [InlineData("doc.list[0] = 1", "cannot assign to element of frozen list")]
    [InlineData("{doc: 1}", "unhashable type: dict")]
    public void HostDocument_IsFrozen(string source, string message)
        => Running.Failure(source, StarlarkDialect.Programs, StarlarkScope.Of(new Dictionary<string, StarlarkValue> { ["doc"] = new Document() }))
            .Message.ShouldContain(message);

    [Fact]
    public void Mapping_IsAScope() => Running.Expression("a + len(list)", new Document()).ShouldBe("4");

    [Fact]
    public void Lookups_AreLazy()
    {
        List<string> asked = [];
        var scope = StarlarkScope.Of(name =>
        {
            asked.Add(name);
            return StarlarkBool.True;
        });
        Running.Expression("a or b", scope).ShouldBe("True");
        asked.ShouldBe(["a"]);
    }

    [Theory]
    [InlineData("x.output", "\"text\"")]
    [InlineData("x['output']", "\"text\"")]
    [InlineData("x.get('output')", "\"text\"")]
    [InlineData("x + '!', len(x), x[0], hasattr(x, 'output'), hasattr(x, 'other')", "(\"text!\", 4, \"t\", True, False)")]
    public void ScalarWithFields_KeepsBeingAScalar(string source, string expected)
        => Running.Expression(source, StarlarkScope.Of(new Dictionary<string, StarlarkValue> { ["x"] = new TextWithOutput("text") })).ShouldBe(expected);

    [Fact]
    public void HostFunction_GetsArgumentsAndReportsErrorsAtTheCall()
    {
        var scope = StarlarkScope.Of(new Dictionary<string, StarlarkValue>
        {
            ["join"] = new StarlarkBuiltin("join", arguments => StarlarkString.Of(
                string.Join("+", arguments.Positional) + string.Concat(arguments.Named.Select(named => $" {named.Key}={named.Value}")))),
            ["refuse"] = new StarlarkBuiltin("refuse", _ => throw new StarlarkException(StarlarkErrorKind.Value, "not today")),
        });
        Running.Expression("join(1, 2, k=3)", scope).ShouldBe("\"1+2 k=3\"");
        var error = Running.Failure("1 + refuse()", StarlarkDialect.Conditions, scope);
        (error.Message, error.Line, error.Column).ShouldBe(("not today", 1, 11));
    }

    private sealed class Document : StarlarkMapping
    {
        public override int Count => 2;

        public override IEnumerable<string> Names => ["a", "list"];

        public override bool TryGet(string name, [NotNullWhen(true)] out StarlarkValue? value)
        {
            value = name switch
            {
                "a" => StarlarkInt.Of(1),
                "list" => new Numbers(),
                _ => null,
            };
            return value is not null;
        }
    }

    private sealed class Numbers : StarlarkSequence
    {
        public override int Count => 3;

        public override StarlarkValue this[int index] => StarlarkInt.Of(index + 1);
    }

    private sealed class TextWithOutput(string value) : StarlarkString(value)
    {
        public override bool TryGetField(string name, [NotNullWhen(true)] out StarlarkValue? value)
        {
            value = name switch
            {
                "output" => this,
                "get" => new StarlarkBuiltin("get", _ => this),
                _ => null,
            };
            return value is not null;
        }
    }
}
