using Agents.Testing;

namespace Agents.Starlark.Tests.Conformance;

public sealed class ConformanceTests
{
    private const string Absent = "absent";

    public static TheoryData<string> Files()
    {
        var folder = Path.Combine(Repository.Conformance, "starlark");
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.star", SearchOption.AllDirectories) : [];
        var names = files.Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal).DefaultIfEmpty(Absent);
        return new TheoryData<string>(names);
    }

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public void EveryChunk_HoldsOrFailsAsTheFileSays(string file)
    {
        Requirement.Need("vectors", file != Absent, "put Starlark vectors into ../shared/conformance/starlark, or set AGENTS_CONFORMANCE.");
        ConformanceRun.Problems(Path.Combine(Repository.Conformance, "starlark", file)).ShouldBeEmpty();
    }
}
