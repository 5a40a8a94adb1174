using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Formats;
using Agents.Core.Formats.Schemas;
using Agents.Core.JsonSchemas;
using Agents.Core.WorkflowTests;
using Agents.Testing;

namespace Agents.Core.Tests.WorkflowTests;

/// <summary>Every example has a test file, and its cases pass.</summary>
public sealed class ExampleTestFileTests
{
    public static TheoryData<string> Files => new(Directory.GetFiles(Repository.Examples, "*.test.yaml").Select(static file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void TestFile_PassesAndFitsItsSchema(string name)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Examples, name));
        var load = WorkflowTestFile.Load(text, name);
        load.Diagnostics.ShouldBeEmpty();
        var workflow = WorkflowLoader.Load(File.ReadAllText(Path.Combine(Repository.Examples, load.File!.Workflow)), new WorkflowLoadOptions { FileName = load.File.Workflow }).Workflow!;

        load.File.Cases.SelectMany(test => WorkflowTestRun.Run(workflow, test).Failures.Select(failure => $"{test.Name}: {failure}")).ShouldBeEmpty();
        JsonSchema.Compile(FormatSchemas.Get("test")!).Validate(DocumentReader.Read(text, name, new DiagnosticBag())!.ToJson()).Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Examples_AllHaveATestFile()
    {
        var tested = Directory.GetFiles(Repository.Examples, "*.test.yaml").Select(static file => WorkflowTestFile.Load(File.ReadAllText(file), "x.test.yaml").File!.Workflow.Split('.')[0]);

        Directory.GetFiles(Repository.Examples).Select(static file => Path.GetFileName(file).Split('.')[0]).Except(tested).ShouldBeEmpty();
    }
}
