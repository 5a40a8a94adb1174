using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Formats;
using Agents.Core.Json;
using Agents.Core.Templates;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Templates;

public class TemplateParserTests
{
    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData("a {{ x }} b", "'a ' <x> ' b'")]
    [InlineData("{{x}}{{ y.z }}", "<x> <y.z>")]
    [InlineData("${a.b} and $5 and ${HOME:-x}", "<a.b> ' and $5 and ${HOME:-x}'")]
    [InlineData("{{ x | default('}}') }}", "<x ?>")]
    [InlineData("{{ {'a': {'b': 1}}.a }}!", "<{'a': {'b': 1}}.a> '!'")]
    [InlineData("{{ 'it}}s' }}", "<'it}}s'>")]
    [InlineData("{{ $.a.b }}", "<$.a.b>")]
    [InlineData("{{ a | b }}", "<a | b>")]
    [InlineData("{{ x.get('n', 'none') if x else 'no' }}", "<x.get('n', 'none') if x else 'no'>")]
    [InlineData("a } b { c", "'a } b { c'")]
    public void Text_IsTakenApart(string text, string parts)
    {
        var bag = new DiagnosticBag();

        Shown(Parse(text, bag)).ShouldBe(parts);
        bag.InOrder().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a {{ x", DiagnosticCodes.TemplateSyntax)]
    [InlineData("a {{ }} b", DiagnosticCodes.TemplateSyntax)]
    [InlineData("{{ a b }}", DiagnosticCodes.StarlarkSyntax)]
    [InlineData("{{ x | default( }}", DiagnosticCodes.StarlarkSyntax)]
    public void Text_IsRefused(string text, string code)
    {
        var bag = new DiagnosticBag();

        Parse(text, bag);

        bag.InOrder().ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public void SingleExpression_IsKnownAsOne()
    {
        Parse("{{ x }}", new DiagnosticBag()).IsSingleExpression.ShouldBeTrue();
        Parse("{{ x }} ", new DiagnosticBag()).IsSingleExpression.ShouldBeFalse();
    }

    [Fact]
    public void Reads_AreCollected_GuardedByADefault()
    {
        var reads = new List<ReadUse>();

        TemplateParser.Parse(Scalar("{{ a.b }} {{ c | default(d) }}"), "a text", new DiagnosticBag(), reads);

        reads.Select(static read => (read.Paths[0].ToString(), read.Guarded)).ShouldBe([("a.b", false), ("c", true), ("d", false)]);
    }

    private static Template Parse(string text, DiagnosticBag bag) => TemplateParser.Parse(Scalar(text), "a text", bag, []);

    private static ScalarNode Scalar(string text) => new(new SourcePosition(1, 1), text, (JsonValue)text, new ScalarLayout(ScalarKind.SingleLine, 0));

    private static string Shown(Template template) => string.Join(' ', template.Parts.Select(static part => part switch
    {
        LiteralPart literal => $"'{literal.Text}'",
        ExpressionPart expression => $"<{expression.Source}{(expression.Default is null ? "" : " ?")}>",
        _ => "?",
    }));
}
