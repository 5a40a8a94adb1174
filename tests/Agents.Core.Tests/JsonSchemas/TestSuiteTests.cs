using Agents.Core.JsonSchemas;

namespace Agents.Core.Tests.JsonSchemas;

public sealed class TestSuiteTests
{
    private static readonly SchemaOptions Draft7 = new() { DefaultDraft = SchemaDraft.Draft7, AssertFormats = false };

    private static readonly SchemaOptions Draft202012 = new() { AssertFormats = false };

    /// <summary>Optional files of which some tests fail, and why. Everything else that is optional passes.</summary>
    private static readonly Dictionary<string, string> KnownGaps = new(StringComparer.Ordinal)
    {
        ["draft2020-12/optional/cross-draft.json"] = "needs draft 2019-09",
        ["draft7/optional/cross-draft.json"] = "needs draft 2019-09",
        ["draft7/optional/content.json"] = "content keywords describe and never assert, as draft 2020-12 has it",
    };

    public static TheoryData<string> RequiredOf202012 => TestSuite.Files("draft2020-12");

    public static TheoryData<string> RequiredOf7 => TestSuite.Files("draft7");

    public static TheoryData<string> OptionalOf202012 => TestSuite.Files("draft2020-12/optional", SearchOption.AllDirectories);

    public static TheoryData<string> OptionalOf7 => TestSuite.Files("draft7/optional", SearchOption.AllDirectories);

    [SkippableTheory]
    [MemberData(nameof(RequiredOf202012))]
    public void RequiredFileOfDraft202012_Passes(string file) => Pass(file, Draft202012);

    [SkippableTheory]
    [MemberData(nameof(RequiredOf7))]
    public void RequiredFileOfDraft7_Passes(string file) => Pass(file, Draft7);

    [SkippableTheory]
    [MemberData(nameof(OptionalOf202012))]
    public void OptionalFileOfDraft202012_PassesOrIsAKnownGap(string file) => PassUnlessKnown(file, Draft202012);

    [SkippableTheory]
    [MemberData(nameof(OptionalOf7))]
    public void OptionalFileOfDraft7_PassesOrIsAKnownGap(string file) => PassUnlessKnown(file, Draft7);

    private static void Pass(string file, SchemaOptions options)
    {
        TestSuite.NeedFile(file, options.DefaultDraft);
        TestSuite.Run(file, options).ShouldBeEmpty();
    }

    private static void PassUnlessKnown(string file, SchemaOptions options)
    {
        TestSuite.NeedFile(file, options.DefaultDraft);
        var failures = TestSuite.Run(file, options with { AssertFormats = file.Contains("/format/", StringComparison.Ordinal) });
        if (!KnownGaps.ContainsKey(file))
        {
            failures.ShouldBeEmpty();
        }
    }
}
