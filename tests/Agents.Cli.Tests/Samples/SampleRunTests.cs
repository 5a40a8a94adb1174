using Agents.Testing;

namespace Agents.Cli.Tests.Samples;

/// <summary>Every real file and every example runs to its end with <c>--sample --yes --skip-timers</c>, offline. Each is a test case of its own.</summary>
public sealed class SampleRunTests
{
    private const string Absent = "absent";

    public static TheoryData<string> RealFiles => [.. Files(Repository.Compat).DefaultIfEmpty(Absent)];

    public static TheoryData<string> Examples => [.. Files(Repository.Examples)];

    [SkippableTheory]
    [MemberData(nameof(RealFiles))]
    public async Task RealFile_Completes(string file)
    {
        Requirement.Need("vectors", file != Absent, $"put real files into {Repository.Compat}, or set AGENTS_COMPAT.");

        await CompletesAsync(Path.Combine(Repository.Compat, file));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public Task Example_Completes(string file) => CompletesAsync(Path.Combine(Repository.Examples, file));

    private static async Task CompletesAsync(string file)
    {
        var run = await CliRun.OfAsync("run", file, "--sample", "--yes", "--skip-timers");

        run.ExitCode.ShouldBe(ExitCode.Completed, run.Output + run.Error);
    }

    private static IEnumerable<string> Files(string folder)
        => !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(static path => Path.GetExtension(path) is ".yaml" or ".yml" or ".json" && !path.EndsWith(".test.yaml", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(folder, path))
            .Order(StringComparer.Ordinal);
}
