using System.Text.Json;

namespace Agents.Cli.Tests.Commands;

public sealed class TestCommandTests
{
    private const string Greeting = """
        id: greeting
        agents: {greeter: {instructions: "Greet.", output: {schema: {type: object, properties: {text: {type: string}}, required: [text]}}}}
        states:
          - {name: greet, type: agent, agent: greeter, task: "Greet", end: true}
        """;

    private static string Tests(TemporaryFolder folder, string @case)
    {
        folder.Write("greeting.workflow.yaml", Greeting);
        return folder.Write("greeting.test.yaml", $"workflow: greeting.workflow.yaml\ncases: [{{name: one, {@case}}}]");
    }

    [Fact]
    public async Task PassingCases_EndWithZero()
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.OfAsync("test", Tests(folder, "mocks: {greet: {text: hi}}, expect: {outputs: {text: hi}}"));

        run.ExitCode.ShouldBe(ExitCode.Completed, run.Error);
        run.Output.ShouldContain("1 passed, 0 failed");
    }

    [Fact]
    public async Task FailingCase_ShowsBothSidesAndEndsWithOne()
    {
        using var folder = new TemporaryFolder();
        var file = Tests(folder, "mocks: {greet: {text: hi}}, expect: {outputs: {text: hello}}");

        var people = await CliRun.OfAsync("test", file);
        var programs = await CliRun.OfAsync("test", file, "--json");

        people.ExitCode.ShouldBe(ExitCode.Failed);
        people.Output.ShouldContain("outputs.text");
        people.Output.ShouldContain("expected: \"hello\"");
        people.Output.ShouldContain("actual:   \"hi\"");
        programs.ExitCode.ShouldBe(ExitCode.Failed);
        var result = JsonDocument.Parse(programs.Output).RootElement[0];
        result.GetProperty("passed").GetBoolean().ShouldBeFalse();
        result.GetProperty("failures")[0].GetProperty("what").GetString().ShouldBe("outputs.text");
    }

    [Fact]
    public async Task WrongFile_EndsWithTwoAndSaysWhere()
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.OfAsync("test", Tests(folder, "expects: {}"));

        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Error.ShouldContain("has no key 'expects'");
    }

    [Fact]
    public async Task RecordedAnswers_AreWrittenOnceAndPlayedWithoutAProvider()
    {
        using var folder = new TemporaryFolder();
        var file = Tests(folder, "record: greeting.replies.json, expect: {assert: [\"len(outputs.text) > 0\"]}");
        (await CliRun.OfAsync("test", file)).Error.ShouldContain("--record");

        (await CliRun.OfAsync("test", file, "--record")).ExitCode.ShouldBe(ExitCode.Completed);
        folder.Write("greeting.replies.json", """{"greet": [{"text": "as recorded"}]}""");
        var played = await CliRun.OfAsync("test", Tests(folder, "record: greeting.replies.json, expect: {outputs: {text: as recorded}}"));

        played.ExitCode.ShouldBe(ExitCode.Completed, played.Error);
    }
}
