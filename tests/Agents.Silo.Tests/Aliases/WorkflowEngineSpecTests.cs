using System.Net;
using System.Text.Json;
using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Aliases;

/// <summary>The calls of the workflow engine's specification, as it writes them.</summary>
public sealed class WorkflowEngineSpecTests
{
    private const string Approved = """
        id: approved
        name: Approved
        states:
          - {name: ask, type: operation, action: human.approval, input: {message: "Approve deployment to production?"}, next: done}
          - {name: done, type: inject, data: {deployed: true}, end: true}
        """;

    private const string Waiting = """
        id: waiting
        name: Waiting
        states:
          - {name: wait, type: signal, signal: go, next: done}
          - {name: done, type: inject, data: {gone: true}, end: true}
        """;

    [Fact]
    public async Task Section4_2_RunManagement_StartsAndTellsStatusAndContext()
    {
        await using var server = await OlderServer.StartAsync(Definitions.TwoSteps);

        var started = await server.SendAsync("POST", "/api/v1/workflow-runs", """{"workflowId": "two-steps", "input": {"topic": "rain"}}""", HttpStatusCode.Created);
        var id = started.Text("run_id")!;
        await server.Silo.EndAsync(id);
        var run = await server.SendAsync("GET", $"/api/v1/workflow-runs/{id}");
        var events = await server.SendAsync("GET", $"/api/v1/workflow-runs/{id}/events");

        started.Text("status").ShouldBeOneOf("PENDING", "RUNNING", "COMPLETED");
        (run.Text("run_id"), run.Text("status"), run.Text("workflow_id")).ShouldBe((id, "COMPLETED", "two-steps"));
        run.GetProperty("context").GetProperty("topic").GetString().ShouldBe("rain");
        events.GetProperty("items")[0].Text("type").ShouldBe("execution.created");
    }

    [Fact]
    public async Task Section4_2_RunManagement_PausesResumesSignalsAndCancels()
    {
        await using var server = await OlderServer.StartAsync(Waiting);
        var id = await StartAsync(server, "waiting");
        var other = await StartAsync(server, "waiting");

        (await server.SendAsync("POST", $"/api/v1/workflow-runs/{id}/pause")).Text("status").ShouldBe("PAUSED");
        (await server.SendAsync("POST", $"/api/v1/workflow-runs/{id}/resume")).Text("status").ShouldBeOneOf("RUNNING", "WAITING_SIGNAL");
        (await server.SendAsync("POST", $"/api/v1/workflow-runs/{id}/signals", """{"name": "go"}""")).Text("run_id").ShouldBe(id);
        await server.Silo.EndAsync(id);
        (await server.SendAsync("POST", $"/api/v1/workflow-runs/{other}/cancel")).Text("status").ShouldBe("CANCELLED");
        (await server.SendAsync("POST", $"/api/v1/workflow-runs/{id}/pause", null, HttpStatusCode.Conflict)).Text("current_status").ShouldBe("COMPLETED");
    }

    [Fact]
    public async Task Section4_3_Approvals_AreListedAndDecided()
    {
        await using var server = await OlderServer.StartAsync(Approved);
        var (id, other) = (await WaitingAsync(server), await WaitingAsync(server));

        var listed = (await server.SendAsync("GET", $"/api/v1/workflow-runs/{id}/approvals")).GetProperty("items")[0];
        var approved = await server.SendAsync("POST", $"/api/v1/workflow-runs/{id}/approvals/{listed.Text("id")}/approve");
        var second = (await server.SendAsync("GET", $"/api/v1/workflow-runs/{other}/approvals")).GetProperty("items")[0].Text("id");
        var rejected = await server.SendAsync("POST", $"/api/v1/workflow-runs/{other}/approvals/{second}/reject");

        (listed.Text("status"), listed.Text("run_id")).ShouldBe(("PENDING", id));
        (approved.Text("status"), rejected.Text("status")).ShouldBe(("APPROVED", "REJECTED"));
        (await server.Silo.EndAsync(id)).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task Section4_4_RealTimeUpdates_AreServerSentEventsToTheEnd()
    {
        await using var server = await OlderServer.StartAsync(Definitions.Pure);
        var id = await StartAsync(server, "pure");

        using var reply = await server.Http.GetAsync($"/api/v1/workflow-runs/{id}/stream?after=0");

        reply.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        (await reply.Content.ReadAsStringAsync()).ShouldContain("event: execution.completed");
    }

    [Fact]
    public async Task Section7_5_ApiIntegration_ListsRunsOfAWorkflowAndApprovals()
    {
        await using var server = await OlderServer.StartAsync(Approved, Definitions.Pure);
        var id = await WaitingAsync(server);
        await server.Silo.RunAsync("pure");

        var runs = (await server.SendAsync("GET", "/api/v1/workflow-runs?workflowId=approved&status=WAITING_APPROVAL")).GetProperty("items");
        var approvals = (await server.SendAsync("GET", $"/api/v1/workflow-approvals?runId={id}")).GetProperty("items");
        var none = (await server.SendAsync("GET", "/api/v1/workflow-approvals?runId=other")).GetProperty("items");

        runs.EnumerateArray().Select(static run => (run.Text("run_id"), run.Text("status"))).ShouldBe([(id, "WAITING_APPROVAL")]);
        (approvals[0].Text("run_id"), none.GetArrayLength()).ShouldBe((id, 0));
    }

    private static async Task<string> StartAsync(OlderServer server, string workflow)
        => (await server.SendAsync("POST", "/api/v1/workflow-runs", JsonSerializer.Serialize(new { workflowId = workflow }), HttpStatusCode.Created)).Text("run_id")!;

    // Until its stream tells that it asks.
    private static async Task<string> WaitingAsync(OlderServer server)
    {
        var id = await StartAsync(server, "approved");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var update in server.Silo.Client.Executions.StreamAsync(id, cancellationToken: patience.Token))
        {
            if (update is EventUpdate { Event.Type: EventTypes.ApprovalRequested })
            {
                break;
            }
        }

        return id;
    }
}
