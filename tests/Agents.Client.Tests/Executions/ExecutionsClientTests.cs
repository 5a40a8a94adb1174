using System.Net;
using System.Text.Json;
using Agents.Client.Executions;
using Agents.Client.Problems;

namespace Agents.Client.Tests.Executions;

public sealed class ExecutionsClientTests
{
    [Fact]
    public async Task Start_SendsTheContractsNamesAndHeaders()
    {
        await using var server = await ScriptedServer.StartAsync(answers: ScriptedServer.Reply(Samples.Execution, 201));
        var start = new StartExecution("greet")
        {
            Inputs = JsonSerializer.Deserialize<JsonElement>("""{"name":"Zoë"}"""),
            RunMode = RunModes.TestRun,
            Budget = new BudgetRecord { CostUsd = 0.5m },
        };

        await server.Client.Executions.StartAsync(start, wait: TimeSpan.FromSeconds(2.2), idempotencyKey: "once");

        var asked = server.Requests.Single();
        asked.Target.ShouldBe("/api/v1/executions");
        asked.Headers["Idempotency-Key"].ShouldBe("once");
        asked.Headers["Prefer"].ShouldBe("wait=3");
        var body = JsonSerializer.Deserialize<JsonElement>(asked.Body);
        body.GetProperty("workflow_id").GetString().ShouldBe("greet");
        body.GetProperty("inputs").GetProperty("name").GetString().ShouldBe("Zoë");
        body.GetProperty("run_mode").GetString().ShouldBe("test_run");
        body.GetProperty("budget").GetProperty("cost_usd").GetDecimal().ShouldBe(0.5m);
    }

    [Fact]
    public async Task Get_ReadsUnknownCostAsNullAndPassesOverNewMembers()
    {
        await using var server = await ScriptedServer.StartAsync(answers: ScriptedServer.Reply(Samples.Execution));

        var execution = await server.Client.Executions.GetAsync("exec_1");

        execution.TotalCostUsd.ShouldBeNull();
        execution.TotalTokens.Total.ShouldBe(15);
        execution.DurationSeconds.ShouldBe(1.5);
        execution.Inputs.GetProperty("name").GetString().ShouldBe("Zoë 🦊");
    }

    [Fact]
    public async Task List_PutsEachFilterIntoTheQuery()
    {
        await using var server = await ScriptedServer.StartAsync(answers: ScriptedServer.Reply("""{"items":[],"next_cursor":null,"total":0}"""));

        var page = await server.Client.Executions.ListAsync(new ExecutionFilter
        {
            Statuses = [ExecutionStatuses.Failed, ExecutionStatuses.TimedOut],
            WorkflowId = "a/b",
            Query = "50 % & more",
            From = new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.FromHours(2)),
            Limit = 20,
            Cursor = "x=",
        });

        page.Total.ShouldBe(0);
        server.Requests.Single().Target.ShouldBe(
            "/api/v1/executions?status=failed%2Ctimed_out&workflow_id=a%2Fb&from=2026-01-02T01%3A00%3A00.0000000Z&q=50%20%25%20%26%20more&limit=20&cursor=x%3D");
    }

    [Fact]
    public async Task Get_EscapesTheId()
    {
        await using var server = await ScriptedServer.StartAsync(answers: ScriptedServer.Reply(Samples.Execution));

        await server.Client.Executions.GetAsync("a?b");

        server.Requests.Single().Target.ShouldBe("/api/v1/executions/a%3Fb");
    }

    [Fact]
    public async Task Cancel_OfAnEndedExecutionTellsItsStatus()
    {
        await using var server = await ScriptedServer.StartAsync(answers: ScriptedServer.Reply(
            """{"title":"Conflict","status":409,"detail":"It has completed.","code":"conflict","current_status":"completed","traceId":"t1"}""", 409));

        var refusal = await Should.ThrowAsync<AgentsApiException>(() => server.Client.Executions.CancelAsync("exec_1"));

        refusal.Status.ShouldBe(HttpStatusCode.Conflict);
        refusal.Message.ShouldBe("It has completed.");
        refusal.Problem.CurrentStatus.ShouldBe("completed");
        refusal.Problem.TraceId.ShouldBe("t1");
    }
}
