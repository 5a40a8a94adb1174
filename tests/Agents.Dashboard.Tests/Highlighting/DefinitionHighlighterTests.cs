using Agents.Dashboard.Highlighting;
using Agents.Testing;

namespace Agents.Dashboard.Tests.Highlighting;

public sealed class DefinitionHighlighterTests
{
    public static TheoryData<string> Examples => [.. Directory.GetFiles(Repository.Examples).Select(static file => Path.GetFileName(file))];

    // Plain pieces are left out, spaces shown as they are.
    private static string Show(string line) => Show(DefinitionHighlighter.Lines(line).First());

    private static string Show(IEnumerable<CodePart> parts)
        => string.Join(' ', parts.Where(static part => part.Kind != CodeKind.Plain).Select(static part => $"{part.Kind}({part.Text})"));

    [Theory]
    [InlineData("id: hello", "Key(id)")]
    [InlineData("  - name: greet # the first", "Key(name) Comment(# the first)")]
    [InlineData("task: \"Greet {{ name }} twice\"", "Key(task) Text(\"Greet ) Template({{ name }}) Text( twice\")")]
    [InlineData("- {name: a, type: agent, end: true}", "Key(name) Key(type) Key(end) Literal(true)")]
    [InlineData("retry: {maxAttempts: 3, backoff: 0.5}", "Key(retry) Key(maxAttempts) Literal(3) Key(backoff) Literal(0.5)")]
    [InlineData("  \"type\": \"object\",", "Key(\"type\") Text(\"object\")")]
    [InlineData("url: http://example.org/a#b", "Key(url)")]
    [InlineData("text: 'it''s: fine'", "Key(text) Text('it') Text('s: fine')")]
    [InlineData("broken: \"never closed", "Key(broken) Text(\"never closed)")]
    [InlineData("{{", "")]
    [InlineData("", "")]
    public void Line_IsToldApart(string line, string parts) => Show(line).ShouldBe(parts);

    [Fact]
    public void BlockText_IsTextUntilItEnds()
    {
        const string Definition = """
            states:
              - task: |  # a prompt
                  Write: about {{ topic }}

                  # not a comment
                next: b
            """;

        DefinitionHighlighter.Lines(Definition).Select(Show).ShouldBe(
        [
            "Key(states)", "Key(task) Comment(# a prompt)", "Text(      Write: about ) Template({{ topic }})", "", "Text(      # not a comment)", "Key(next)",
        ]);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Nothing_IsLost(string example)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Examples, example)).ReplaceLineEndings("\n");

        string.Join('\n', DefinitionHighlighter.Lines(text).Select(static line => string.Concat(line.Select(static part => part.Text)))).ShouldBe(text);
    }
}
