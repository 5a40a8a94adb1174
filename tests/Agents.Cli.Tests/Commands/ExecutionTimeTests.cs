using System.Text.Json;
using Agents.Cli.Tests.Servers;

namespace Agents.Cli.Tests.Commands;

public sealed class ExecutionTimeTests
{
    private const string Two = """
        id: two
        agents: {writer: {instructions: "Write."}}
        states:
          - {name: draft, type: agent, agent: writer, task: "Draft {{ input.topic | default('x') }}", next: polish}
          - {name: polish, type: agent, agent: writer, task: "Polish {{ steps.draft }}", end: true}
        """;

    [Fact]
    public async Task Execution_IsRepeatedReplayedAndRead()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        var id = await StartAsync(server, folder);

        var fork = await CliRun.OfAsync("executions", "rerun", id, "--from-step", "polish", "--inputs", "{\"topic\": \"tea\"}", "--wait", "60", "--server", server.Url);
        fork.ExitCode.ShouldBe(ExitCode.Completed, fork.Error);
        fork.Output.ShouldContain("Reused 1 steps:");
        fork.Output.ShouldContain("completed");

        (await CliRun.OfAsync("executions", "replay", id, "--server", server.Url)).Output.ShouldContain("identical");
        using var replay = JsonDocument.Parse((await CliRun.OfAsync("executions", "replay", id, "--json", "--server", server.Url)).Output);
        replay.RootElement.GetProperty("identical").GetBoolean().ShouldBeTrue();

        var lines = (await CliRun.OfAsync("executions", "events", id, "--jsonl", "--server", server.Url)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("seq").GetInt64()).ShouldBe(Enumerable.Range(1, lines.Length).Select(static seq => (long)seq));
        (await CliRun.OfAsync("executions", "events", id, "--server", server.Url)).Output.ShouldContain("execution.completed");

        (await CliRun.OfAsync("executions", "context", id, "--at-seq", "1", "--server", server.Url)).Output.Trim().ShouldBe("{}");
        (await CliRun.OfAsync("executions", "context", id, "--server", server.Url)).Output.ShouldContain("draft");
    }

    [Fact]
    public async Task PointThatIsNowhere_IsInvalid()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        var id = await StartAsync(server, folder);

        var run = await CliRun.OfAsync("executions", "rerun", id, "--from-step", "nowhere", "--server", server.Url);

        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Error.ShouldContain("no step 'nowhere'");
    }

    private static async Task<string> StartAsync(EngineServer server, TemporaryFolder folder)
    {
        await CliRun.OfAsync("workflows", "create", folder.Write("two.workflow.yaml", Two), "--server", server.Url);
        using var http = new HttpClient();
        using var body = new StringContent("""{"workflow_id": "two"}""", System.Text.Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{server.Url}/api/v1/executions")) { Content = body };
        request.Headers.TryAddWithoutValidation("Prefer", "wait=60");
        using var reply = await http.SendAsync(request);
        using var execution = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());
        return execution.RootElement.GetProperty("id").GetString()!;
    }
}
