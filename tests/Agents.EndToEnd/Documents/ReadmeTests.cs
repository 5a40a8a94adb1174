using Agents.Core.Diagnostics;
using Agents.Core.Formats;
using Agents.Testing;

namespace Agents.EndToEnd.Documents;

/// <summary>The first page that people read: short, and true where it can be checked.</summary>
public sealed class ReadmeTests
{
    private const string Readme = "README.md";

    [Fact]
    public void Readme_IsShort() => File.ReadLines(Path.Combine(Repository.Root, Readme)).Count().ShouldBeLessThanOrEqualTo(250);

    [Fact]
    public void FirstCommands_AreTheNewcomersTwo()
        => Document.Read(Readme).Blocks.Take(2).Select(static block => block.Text.Trim()).ShouldBe(["dotnet run --project Agents.AppHost", "dotnet test"]);

    [Fact]
    public void Workflows_LoadWithoutDiagnostics()
    {
        var workflows = Document.Read(Readme).Blocks.Where(static block => block.Language == "yaml").ToList();

        workflows.ShouldNotBeEmpty();
        workflows.SelectMany(static block => WorkflowLoader.Load(block.Text, new WorkflowLoadOptions { Strict = true }).Diagnostics)
            .Select(static diagnostic => diagnostic.Message).ShouldBeEmpty();
    }

    /// <summary>Blocks that are whole workflows; the pages on formats also show parts of them.</summary>
    [Fact]
    public void WorkflowsOfTheFormats_Load()
    {
        var loads = Document.Names.Where(static name => name.StartsWith("docs/formats/", StringComparison.Ordinal))
            .SelectMany(static name => Document.Read(name).Blocks.Where(static block => block.Language is "yaml" or "json").Select(block => (Name: name, Load: WorkflowLoader.Load(block.Text))))
            .Where(static loaded => loaded.Load.Format is not null)
            .ToList();

        loads.ShouldNotBeEmpty();
        loads.SelectMany(static loaded => loaded.Load.Diagnostics
                .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => $"{loaded.Name}: {diagnostic.Message}"))
            .ShouldBeEmpty();
    }
}
