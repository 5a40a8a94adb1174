using System.Globalization;
using Agents.Core.Diagnostics;

namespace Agents.Core.Tests.Formats;

/// <summary>Texts that are made to hurt end in a diagnostic, never in an exception; a quadratic one would not end within the run.</summary>
public class HostileDefinitionTests
{
    private const int Mebibyte = 1 << 20;
    private const string Signs = "{}[]:-,'\"\\\n\t &*!|>%@`#$x0";

    public static TheoryData<string, string> Refused => new()
    {
        { "flow nesting", new string('[', 200_000) },
        { "json nesting", "{\"a\":" + string.Concat(Enumerable.Repeat("[", 100_000)) },
        { "block nesting", string.Concat(Enumerable.Range(0, 300).Select(static depth => new string(' ', depth) + "a:\n")) },
        { "too large", "# " + new string('x', Mebibyte) },
        { "duplicate keys", "id: a\nid: b\nstates: [{name: a, type: end}]" },
        { "duplicate json keys", "{\"id\": 1, \"id\": 2, \"states\": [{\"name\": \"a\", \"type\": \"end\"}]}" },
        { "two documents", "states: [{name: a, type: end}]\n---\nstates: []" },
        { "too many states", "states:\n" + string.Concat(Enumerable.Range(0, 1_001).Select(static at => $"- {{name: s{at}, type: end}}\n")) },
        { "a billion laughs", "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 9).Select(static at => $"{(char)('a' + at)}: &{(char)('a' + at)} [{string.Join(',', Enumerable.Repeat($"*{(char)('a' + at - 1)}", 9))}]\n")) },
        { "an alias to itself", "a: &a [*a]" },
        { "an unknown alias", "a: *nowhere" },
        { "a tab", "states:\n\t- name: a" },
        { "an open quote", "states: \"abc" },
        { "an open bracket", "states: [a, b" },
        { "a NUL", "states:\0 []" },
        { "nothing", "   \n" },
        { "comments alone", "# hello\n" },
        { "a key of brackets", "[a, b]: c" },
        { "half a surrogate", "{\"a\": \"\\ud800\"}" },
        { "unknown keys without end", "states: [{name: a, type: end}]\n" + string.Concat(Enumerable.Range(0, 60_000).Select(static at => $"k{at}: 1\n")) },
        { "states without anything", "states: [" + string.Concat(Enumerable.Repeat("{},", 300_000)) + "]" },
        { "a template of quotes", Samples.MachineOf("{name: a, type: inject, data: {x: \"" + string.Concat(Enumerable.Repeat("{{ \\\\' ", 80_000)) + "\"}}") },
        { "a hundred thousand templates", Samples.MachineOf("{name: a, type: inject, data: {x: \"" + string.Concat(Enumerable.Repeat("{{+}}", 180_000)) + "\"}}") },
        { "open paths", Samples.MachineOf("{name: a, type: agent, agent: a, task: \"" + string.Concat(Enumerable.Repeat("${", 400_000)) + "{{\"}") },
        { "a condition of brackets", Samples.MachineOf("{name: a, type: switch, conditions: [{if: '" + new string('(', 400_000) + "', next: a}]}") },
        { "a long duration", Samples.MachineOf("{name: a, type: timer, duration: '1d" + new string(' ', 100_000) + "x'}") },
        { "a long cron", Samples.MachineOf("{name: a, type: cron, cron: '" + string.Concat(Enumerable.Repeat("*,", 100_000)) + " * * * *'}") },
        { "a long type", "schema_version: \"1.0\"\nflow: {name: x}\nstate: {fields: {a: {type: \"" + string.Concat(Enumerable.Repeat("list[", 100_000)) + "\"}}}\nnodes: []\nedges: []" },
        { "a long key", new string('k', 10_000) + ": 1\nstates: [{name: a, type: end}]" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Text_IsRefusedWithADiagnostic(string name, string text)
    {
        var load = Samples.Load(text, strict: true);

        load.HasErrors.ShouldBeTrue(name);
        load.Workflow.ShouldBeNull(name);
        load.Diagnostics.Count.ShouldBeLessThanOrEqualTo(DiagnosticBag.MaxDiagnostics + 1);
    }

    [Theory]
    [InlineData("duplicate keys", DiagnosticCodes.DuplicateKey, 2, 1)]
    [InlineData("duplicate json keys", DiagnosticCodes.DuplicateKey, 1, 11)]
    [InlineData("two documents", DiagnosticCodes.MultipleDocuments, 2, 1)]
    [InlineData("a tab", DiagnosticCodes.SyntaxError, 2, 1)]
    [InlineData("an unknown alias", DiagnosticCodes.SyntaxError, 1, 4)]
    [InlineData("too many states", DiagnosticCodes.TooManyStates, 1_002, 3)]
    [InlineData("flow nesting", DiagnosticCodes.NestedTooDeep, 1, 65)]
    public void Place_IsNamed(string name, string code, int line, int column)
    {
        var text = (string)Refused.Single(row => (string)row[0] == name)[1];

        var found = Samples.Load(text).Diagnostics.First(found => found.Code == code);
        (found.Line, found.Column).ShouldBe((line, column));
    }

    [Fact]
    public void LargeDefinition_Loads()
    {
        var states = Enumerable.Range(0, 1_000).Select(static at => $"{{name: s{at}, type: agent, agent: a, task: \"{{{{ steps.s{Math.Max(0, at - 1)}.output }}}} {new string('x', 850)}\", {(at < 999 ? $"next: s{at + 1}" : "end: true")}}}");

        var load = Samples.Load(Samples.MachineOf([.. states.Skip(1).Prepend("{name: s0, type: agent, agent: a, next: s1}")]));

        load.Diagnostics.ShouldBeEmpty();
        load.Workflow!.States.Count.ShouldBe(1_000);
    }

    /// <summary>Nearly as many states and expressions as a definition may have, each of them looked up on every way to it.</summary>
    [Theory]
    [InlineData("forward", "ctx.a == {1}", 0)]
    [InlineData("in circles", "ctx.a == {1}", 0)]
    [InlineData("forward", "ctx.a{0}x{1} == 1", 200)]
    [InlineData("forward", "hasattr(ctx, 'quantity{0}x{1}')", 0)]
    public void DenseDefinition_Loads(string ways, string condition, int fewestWarnings)
    {
        const int Count = 1_000;
        var random = new Random(20_260_102);
        var states = Enumerable.Range(0, Count - 1).Select(at => $"{{name: s{at}, type: switch, conditions: [{string.Join(", ", Enumerable.Range(0, 9).Select(route =>
            $"{{if: \"{string.Format(CultureInfo.InvariantCulture, condition, at, route)}\", next: s{random.Next(ways == "forward" ? at + 1 : 0, Count)}}}"))}], defaultNext: s{at + 1}}}");

        var load = Samples.Load(Samples.MachineOf([.. states, $"{{name: s{Count - 1}, type: inject, data: {{a: 1}}, end: true}}"]));

        load.Diagnostics.Where(static found => found.Severity == DiagnosticSeverity.Error && found.Code != DiagnosticCodes.TooManyDiagnostics).ShouldBeEmpty();
        load.Diagnostics.Count.ShouldBeGreaterThanOrEqualTo(fewestWarnings);
    }

    [Fact]
    public void RandomMutations_NeverThrow()
    {
        var random = new Random(20_260_101);
        foreach (var sample in new[] { Samples.Graph, Samples.Machine })
        {
            for (var round = 0; round < 400; round++)
            {
                var text = sample.ToCharArray();
                for (var change = 0; change < 1 + (round % 5); change++)
                {
                    text[random.Next(text.Length)] = Signs[random.Next(Signs.Length)];
                }

                Should.NotThrow(() => Samples.Load(new string(text)));
            }
        }
    }

    [Fact]
    public void Truncations_NeverThrow()
    {
        foreach (var sample in new[] { Samples.Graph, Samples.Machine })
        {
            for (var length = 0; length < sample.Length; length += 17)
            {
                Should.NotThrow(() => Samples.Load(sample[..length]));
            }
        }
    }
}
