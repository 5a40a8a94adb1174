using Agents.Core.Chat;
using Agents.Core.Formats;
using FsCheck;
using FsCheck.Fluent;

namespace Agents.Core.Tests.Chat;

/// <summary>Whatever people write, what is shown to them loads.</summary>
public sealed class GuideProperties
{
    private static readonly string[] Words =
    [
        "research", "a topic", "write an article", "the", "and", "then", ",", ".", ";", "\n", "\n- ", "\n  - ", "\n1. ", "\n2) ", "if", "else", "otherwise", "it is good", "the amount is over 100", "for each", "for each file",
        "every file", "in parallel", "at the same time", "ask for approval", "if approved", "if rejected", "every day at 9", "every 5 minutes", "wait 3 days", "wait 0 seconds", "{topic}", "{{ input }}", "${HOME}", "<name>", "given a",
        "inputs: a, b", "steps", "input", "ctx", "end", "done", "approval", "\"", "'", ": ", "#", "😀", "研究", "مرحبا", "\u0000", "\ud800", "\t", "|", "API_KEY", "{", "}", "[", "]", "&", "*", "item", "items", "check", "unless", "before",
        "_", "123", "workflow", "result", "article", "articles", "find articles", "summarise", "hasattr", "publish", "null", "true",
    ];

    [Fact]
    public void AnyText_MakesNothingOrAWorkflowThatLoads() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(Texts(), static text => Loads(Guide.Describe(text)?.Yaml)));

    [Fact]
    public void AnyString_MakesNothingOrAWorkflowThatLoads() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(ArbMap.Default.ArbFor<string>(), static text => Loads(Guide.Describe(text ?? "")?.Yaml)));

    [Fact]
    public void AnyWish_IsRefusedOrLeavesAWorkflowThatLoads() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(Texts(), Wishes(), static (text, wish) =>
    {
        if (Guide.Describe(text) is { } made && Guide.Refine(made.Yaml, wish) is Refinement.Refined refined)
        {
            Loads(refined.Yaml);
        }
    }));

    private static void Loads(string? yaml)
    {
        if (yaml is not null)
        {
            var load = WorkflowLoader.Load(yaml, new WorkflowLoadOptions { Strict = true });
            load.HasErrors.ShouldBeFalse(string.Join('\n', load.Diagnostics) + "\n" + yaml);
        }
    }

    private static Arbitrary<string> Texts() => Gen.Elements(Words).ArrayOf().Select(static words => string.Join(' ', words)).ToArbitrary();

    private static Arbitrary<string> Wishes()
        => (from verb in Gen.Elements("add", "remove", "rename", "move", "insert", "change", "use", "ask for approval", "run it", "call it", "add an input")
            from what in Gen.Elements(Words)
            from link in Gen.Elements("before", "after", "to", "at the end", "in", "every day at 9", "", "between")
            from anchor in Gen.Elements("publish", "research", "first", "last", "parallel", "check", "approval", "write_article", "summarise", "end", "")
            select $"{verb} {what} {link} {anchor}").ToArbitrary();
}
