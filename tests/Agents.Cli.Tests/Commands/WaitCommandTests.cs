using System.Text.Json;
using Agents.Cli.Tests.Servers;

namespace Agents.Cli.Tests.Commands;

public sealed class WaitCommandTests
{
    private const string Gate = """
        id: gate
        states:
          - {name: hour, type: timer, duration: 1h, next: paid}
          - {name: paid, type: signal, signal: paid, next: ask}
          - {name: ask, type: human_approval, title: "Go on?", approvers: [ada, "team:sre"], quorum: 3, end: true}
        """;

    private const string Asking = """
        id: asking
        states:
          - {name: ask, type: human_approval, title: "Pay 5?", approvers: [ada], editable: true, next: wait}
          - {name: wait, type: signal, signal: paid, end: true}
        """;

    private static async Task<string> StartAsync(EngineServer server, TemporaryFolder folder)
    {
        await CliRun.OfAsync("workflows", "create", folder.Write("asking.workflow.yaml", Asking), "--server", server.Url);
        using var http = new HttpClient();
        using var body = new StringContent("""{"workflow_id": "asking"}""", System.Text.Encoding.UTF8, "application/json");
        using var reply = await http.PostAsync(new Uri($"{server.Url}/api/v1/executions"), body);
        using var execution = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());
        return execution.RootElement.GetProperty("id").GetString()!;
    }

    [Fact]
    public async Task Run_WithYesAndSkippedTimers_Completes()
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.OfAsync("run", folder.Write("gate.workflow.yaml", Gate), "--sample", "--yes", "--skip-timers");

        run.ExitCode.ShouldBe(ExitCode.Completed, run.Error);
        run.Output.ShouldContain("? Go on?");
        run.Output.ShouldContain("user:ada approved");
        run.Output.ShouldContain("\"approved\": true");
    }

    [Fact]
    public async Task Approval_IsListedHandedOnAndGiven_ThenASignalEndsIt()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        var execution = await StartAsync(server, folder);

        using var page = JsonDocument.Parse((await CliRun.OfAsync("approvals", "list", "--assignee", "ada", "--json", "--server", server.Url)).Output);
        var id = page.RootElement.GetProperty("items")[0].GetProperty("id").GetString()!;
        (await CliRun.OfAsync("approvals", "list", "--server", server.Url)).Output.ShouldContain("Pay 5?");
        var stranger = await CliRun.OfAsync("approvals", "approve", id, "--actor", "eve", "--server", server.Url);
        (stranger.ExitCode, stranger.Error).ShouldSatisfyAllConditions(
            static refused => refused.ExitCode.ShouldBe(ExitCode.Failed), static refused => refused.Error.ShouldContain("user:eve is not among the approvers"));
        (await CliRun.OfAsync("approvals", "delegate", id, "eve", "--actor", "ada", "--server", server.Url)).Output.ShouldContain("approvers: user:eve");
        var approved = await CliRun.OfAsync("approvals", "approve", id, "--actor", "eve", "--comment", "fine", "--edited", "{\"amount\": 4}", "--server", server.Url);
        approved.Output.ShouldContain("Pay 5?: approved (1/1 approvals)");
        approved.Output.ShouldContain("\"amount\": 4");
        (await CliRun.OfAsync("approvals", "show", id, "--server", server.Url)).Output.ShouldContain("user:eve approved");

        (await CliRun.OfAsync("executions", "pause", execution, "--reason", "lunch", "--server", server.Url)).Output.ShouldContain("paused");
        (await CliRun.OfAsync("executions", "resume", execution, "--server", server.Url)).Output.ShouldContain("waiting_signal");
        var ended = await CliRun.OfAsync("executions", "signal", execution, "paid", "--payload", "{\"n\": 7}", "--server", server.Url);
        ended.ExitCode.ShouldBe(ExitCode.Completed, ended.Error);
        ended.Output.ShouldContain("\"n\": 7");
    }

    [Fact]
    public async Task PayloadThatIsNoJson_IsInvalid()
    {
        var run = await CliRun.OfAsync("executions", "signal", "x", "y", "--payload", "{", "--server", "http://127.0.0.1:9");

        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Error.ShouldContain("--payload is no JSON");
    }
}
