using System.Text.Json;
using Agents.Cli.Tests.Servers;

namespace Agents.Cli.Tests.Commands;

public sealed class BudgetCommandTests
{
    private const string Limited = """
        id: limited
        budget: {model_calls: 1}
        agents: {writer: {instructions: "Write."}}
        states:
          - {name: one, type: agent, agent: writer, task: "One", next: two}
          - {name: two, type: agent, agent: writer, task: "Two", end: true}
        """;

    [Fact]
    public async Task Run_ThatExceedsItsBudgetInThisProcess_SaysSoAndEnds()
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.OfAsync("run", folder.Write("limited.workflow.yaml", Limited));

        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Output.ShouldContain("budget of 1 model_calls has 0 left");
        run.Error.ShouldContain("--budget");
    }

    [Fact]
    public async Task Run_WithALargerBudget_Completes()
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.OfAsync("run", folder.Write("limited.workflow.yaml", Limited), "--budget", "model_calls=2", "--budget", "tokens=100000");

        run.ExitCode.ShouldBe(ExitCode.Completed, run.Error);
    }

    [Fact]
    public async Task Budget_IsShownAndRaised()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        await CliRun.OfAsync("workflows", "create", folder.Write("limited.workflow.yaml", Limited), "--server", server.Url);
        using var http = new HttpClient();
        using var body = new StringContent("""{"workflow_id": "limited"}""", System.Text.Encoding.UTF8, "application/json");
        using var reply = await http.PostAsync(new Uri($"{server.Url}/api/v1/executions"), body);
        using var execution = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());
        var id = execution.RootElement.GetProperty("id").GetString()!;

        var raised = await CliRun.OfAsync("executions", "budget", id, "--budget", "model_calls=7", "--server", server.Url, "--json");

        raised.ExitCode.ShouldBe(ExitCode.Completed, raised.Error);
        JsonDocument.Parse(raised.Output).RootElement.GetProperty("budget").GetProperty("model_calls").GetInt32().ShouldBe(7);
    }

    [Fact]
    public async Task WrongLimit_IsRefusedWithTheOnesThereAre()
    {
        var run = await CliRun.OfAsync("executions", "budget", "x", "--budget", "money=7");

        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Error.ShouldContain("cost_usd=0.5");
    }
}
