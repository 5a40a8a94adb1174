using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Templates;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Templates;

public class PlaceholderParserTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a {x} b", "a <x> b")]
    [InlineData("{state.a.b}{c}", "<state.a.b><c>")]
    [InlineData("{ x }", "<x>")]
    [InlineData("{{x}}", "{x}")]
    [InlineData("{{{x}}}", "{<x>}")]
    [InlineData("{\"a\": 1}", "{\"a\": 1}")]
    [InlineData("{\"a\": {\"b\": {x}}}", "{\"a\": {\"b\": <x>}}")]
    [InlineData("{}", "{}")]
    [InlineData("{a b} {1} {a.} {a-b}", "{a b} {1} {a.} {a-b}")]
    [InlineData("{{ 'not ours' }}", "{ 'not ours' }")]
    [InlineData("{state.from}", "<state.from>")]
    public void Text_IsTakenApart(string text, string shown)
    {
        var bag = new DiagnosticBag();
        var scalar = new ScalarNode(new SourcePosition(1, 1), text, (JsonValue)text, new ScalarLayout(ScalarKind.SingleLine, 0));

        var template = PlaceholderParser.Parse(scalar, "a prompt", bag, [], []);

        string.Concat(template.Parts.Select(static part => part is LiteralPart literal ? literal.Text : $"<{((ExpressionPart)part).Source}>")).ShouldBe(shown);
        bag.InOrder().ShouldBeEmpty();
    }
}
