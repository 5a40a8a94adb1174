using Agents.Core.Diagnostics;
using Agents.Core.Formats;
using Agents.Core.Workflows;
using Agents.Testing;

namespace Agents.Core.Tests.Formats;

/// <summary>Real files load; each is a test case of its own. A suite of the same form runs with <c>AGENTS_COMPAT</c>.</summary>
public class CompatFileTests
{
    private const string Absent = "absent";

    public static TheoryData<string> GraphFiles => Files(Repository.Compat, "graph");

    public static TheoryData<string> StationFiles => Files(Repository.Compat, "station");

    public static TheoryData<string> OwnFiles => new(
        Directory.GetFiles(Repository.Examples).Select(static file => Path.GetFileName(file)!).Where(static file => !file.Contains(".test.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [SkippableTheory]
    [MemberData(nameof(GraphFiles))]
    public void GraphFile_Loads(string file) => Load(file, WorkflowFormat.Graph);

    [SkippableTheory]
    [MemberData(nameof(StationFiles))]
    public void StationFile_Loads(string file) => Load(file, WorkflowFormat.StateMachine);

    [Theory]
    [MemberData(nameof(OwnFiles))]
    public void OwnExample_LoadsWithoutDiagnostics(string file)
        => WorkflowLoader.Load(File.ReadAllText(Path.Combine(Repository.Examples, file)), new() { FileName = file, Strict = true }).Diagnostics.ShouldBeEmpty();

    [SkippableFact]
    public void BareListOfGates_IsTheOneFault_AndSaysHowToMendIt()
    {
        var file = Path.Combine(Repository.Compat, "graph", "mlflow_optimization.yaml");
        Requirement.Need("vectors", File.Exists(file), "set AGENTS_COMPAT to a folder with graph/mlflow_optimization.yaml.");

        var load = WorkflowLoader.Load(File.ReadAllText(file), new() { FileName = file });

        load.Workflow.ShouldNotBeNull();
        var found = load.Diagnostics.ShouldHaveSingleItem();
        found.Code.ShouldBe(DiagnosticCodes.InvalidType);
        found.Path.ShouldBe("/config/gates");
        found.Line.ShouldBeGreaterThan(0);
        found.Hint.ShouldNotBeNull().ShouldContain("gates: {gates: [{metric: cost_usd_avg, max: 0.01}");
    }

    private static void Load(string file, WorkflowFormat format)
    {
        Requirement.Need("vectors", file != Absent, $"put real files into {Repository.Compat}, or set AGENTS_COMPAT.");
        var load = WorkflowLoader.Load(File.ReadAllText(Path.Combine(Repository.Compat, file)), new() { FileName = file });

        load.Diagnostics.Where(static found => found.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        load.Format.ShouldBe(format);
        load.Workflow!.States.ShouldNotBeEmpty();
    }

    private static TheoryData<string> Files(string root, string folder)
    {
        var path = Path.Combine(root, folder);
        var files = Directory.Exists(path)
            ? Directory.GetFiles(path, "*", SearchOption.AllDirectories).Where(static file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json").Order().ToList()
            : [];
        var data = new TheoryData<string>();
        foreach (var file in files.Count > 0 ? files.Select(file => Path.GetRelativePath(root, file)) : [Absent])
        {
            data.Add(file);
        }

        return data;
    }
}
