using System.Net;
using System.Text.Json;
using Agents.Client.Approvals;
using Agents.Client.Problems;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Approvals;

public sealed class ApprovalTests
{
    private const string Gate = """
        id: gate
        states:
          - {name: ask, type: human_approval, title: "Pay {{ amount }}?", message: Really?, approvers: [ada, "team:sre"], quorum: 2, editable: true, onReject: no, next: done}
          - {name: done, type: transform, expression: "steps.ask", end: true}
          - {name: no, type: inject, data: {paid: false}, end: true}
        """;

    private static async Task<(string Execution, string Approval)> StartAsync(SiloHost silo)
    {
        await silo.CreateAsync(Gate);
        var execution = await silo.RunAsync("gate", new { amount = 5 }, TimeSpan.Zero);
        execution.Status.ShouldBe("waiting_approval");
        var approval = (await silo.Client.Approvals.ListAsync(new ApprovalFilter { ExecutionId = execution.Id })).Items.ShouldHaveSingleItem();
        return (execution.Id, approval.Id);
    }

    private static ApprovalDecision By(string actor, params string[] teams) => new() { Actor = actor, Teams = teams };

    private static async Task<HttpStatusCode> RefusalAsync(Task<ApprovalRecord> vote) => (await Should.ThrowAsync<AgentsApiException>(() => vote)).Status;

    [Fact]
    public async Task Request_IsListedForWhoMayDecide()
    {
        await using var silo = await SiloHost.StartAsync();
        var (execution, id) = await StartAsync(silo);
        var approvals = silo.Client.Approvals;

        var approval = await approvals.GetAsync(id);

        (approval.ExecutionId, approval.State, approval.Status, approval.Title, approval.Quorum).ShouldBe((execution, "ask", "pending", "Pay 5?", 2));
        approval.Payload.GetProperty("amount").GetInt32().ShouldBe(5);
        (await approvals.ListAsync(new ApprovalFilter { Status = "pending", Assignees = ["ada"] })).Total.ShouldBe(1);
        (await approvals.ListAsync(new ApprovalFilter { Status = "pending", Assignees = ["eve", "team:sre"] })).Total.ShouldBe(1);
        (await approvals.ListAsync(new ApprovalFilter { Status = "pending", Assignees = ["eve"] })).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Quorum_IsReachedAcrossARestart()
    {
        await using var silo = await SiloHost.StartAsync();
        var (execution, id) = await StartAsync(silo);
        var edited = JsonSerializer.SerializeToElement(new { amount = 4 });

        var first = await silo.Client.Approvals.ApproveAsync(id, By("ada") with { Comment = "less", Edited = edited });
        first.Status.ShouldBe("pending");
        first.Edited!.Value.GetProperty("amount").GetInt32().ShouldBe(4);
        await silo.RestartAsync();
        var second = await silo.Client.Approvals.ApproveAsync(id, By("eve", "sre"));

        second.Status.ShouldBe("approved");
        second.DecidedAt.ShouldNotBeNull();
        second.Votes.Select(static vote => (vote.Actor, vote.Decision, vote.Authenticated)).ShouldBe([("user:ada", "approved", false), ("user:eve", "approved", false)]);
        var ended = await silo.EndAsync(execution);
        ended.Outputs!.Value.GetProperty("edited").GetProperty("amount").GetInt32().ShouldBe(4);
        ended.Outputs.Value.GetProperty("actor").GetString().ShouldBe("user:eve");
    }

    [Fact]
    public async Task DoubleSubmit_IsOneVote_AlsoAfterTheDecision()
    {
        await using var silo = await SiloHost.StartAsync();
        var (_, id) = await StartAsync(silo);

        await silo.Client.Approvals.ApproveAsync(id, By("ada"));
        (await silo.Client.Approvals.ApproveAsync(id, By("ada"))).Votes.Count.ShouldBe(1);
        await silo.Client.Approvals.ApproveAsync(id, By("eve", "sre"));
        (await silo.Client.Approvals.ApproveAsync(id, By("eve", "sre"))).Votes.Count.ShouldBe(2);

        (await RefusalAsync(silo.Client.Approvals.RejectAsync(id, By("eve", "sre")))).ShouldBe(HttpStatusCode.Conflict);
        (await RefusalAsync(silo.Client.Approvals.ApproveAsync(id, By("max", "sre")))).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Stranger_IsForbidden_AndNobodyIsNotFound()
    {
        await using var silo = await SiloHost.StartAsync();
        var (_, id) = await StartAsync(silo);

        (await RefusalAsync(silo.Client.Approvals.ApproveAsync(id, By("eve")))).ShouldBe(HttpStatusCode.Forbidden);
        (await RefusalAsync(silo.Client.Approvals.ApproveAsync(id, new ApprovalDecision()))).ShouldBe(HttpStatusCode.Forbidden);
        (await RefusalAsync(silo.Client.Approvals.ApproveAsync(id, By("team:sre")))).ShouldBe(HttpStatusCode.BadRequest);
        (await RefusalAsync(silo.Client.Approvals.ApproveAsync("nothing", By("ada")))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Principal_GoesBeforeTheClaimedName()
    {
        await using var silo = await SiloHost.StartAsync();
        var (_, id) = await StartAsync(silo);

        using var reply = await silo.PostAsync($"/api/v1/approvals/{id}/approve", """{"actor": "eve"}""", headers: [("X-Agents-Principal", "user:ada"), ("X-Agents-Scopes", "approver")]);

        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        var vote = (await silo.Client.Approvals.GetAsync(id)).Votes.ShouldHaveSingleItem();
        (vote.Actor, vote.Authenticated).ShouldBe(("user:ada", true));
    }

    [Fact]
    public async Task OpenGateway_ProvesNobody_SoThatTheClaimedNameCounts()
    {
        await using var silo = await SiloHost.StartAsync();
        var (_, id) = await StartAsync(silo);

        using var claimed = await silo.PostAsync($"/api/v1/approvals/{id}/approve", """{"actor": "ada"}""", headers: ("X-Agents-Principal", "user:local"));
        using var nobody = await silo.PostAsync($"/api/v1/approvals/{id}/approve", "{}", headers: ("X-Agents-Principal", "user:local"));

        (claimed.StatusCode, nobody.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Forbidden));
        var vote = (await silo.Client.Approvals.GetAsync(id)).Votes.ShouldHaveSingleItem();
        (vote.Actor, vote.Authenticated).ShouldBe(("user:ada", false));
    }

    [Fact]
    public async Task Reject_FollowsOnReject()
    {
        await using var silo = await SiloHost.StartAsync();
        var (execution, id) = await StartAsync(silo);

        (await silo.Client.Approvals.RejectAsync(id, By("ada") with { Comment = "no money" })).Status.ShouldBe("rejected");

        (await silo.EndAsync(execution)).Outputs!.Value.GetProperty("paid").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Delegate_IsInTheRecord()
    {
        await using var silo = await SiloHost.StartAsync();
        var (_, id) = await StartAsync(silo);

        var approval = await silo.Client.Approvals.DelegateAsync(id, new ApprovalHandOver("bob") { Actor = "ada", Comment = "holiday" });

        approval.Approvers.ShouldBe(["team:sre", "user:bob"]);
        approval.Delegations.ShouldHaveSingleItem().From.ShouldBe("user:ada");
        (await RefusalAsync(silo.Client.Approvals.ApproveAsync(id, By("ada")))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Cancel_OfTheExecution_ClosesTheApproval()
    {
        await using var silo = await SiloHost.StartAsync();
        var (execution, id) = await StartAsync(silo);

        await silo.Client.Executions.CancelAsync(execution);

        (await silo.Client.Approvals.GetAsync(id)).Status.ShouldBe("cancelled");
        (await silo.Client.Approvals.ListAsync(new ApprovalFilter { Status = "pending" })).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Timeout_DuringDowntime_IsInTheRecord()
    {
        var clock = new ManualClock();
        await using var silo = await SiloHost.StartAsync(clock.Use);
        await silo.CreateAsync("""
            id: late
            states:
              - {name: ask, type: human_approval, message: Quick!, timeout: 1h, remindAfter: 10m, end: true}
            """);
        var execution = await silo.RunAsync("late", wait: TimeSpan.Zero);
        var id = (await silo.Client.Approvals.ListAsync(new ApprovalFilter())).Items[0].Id;

        clock.Offset += TimeSpan.FromMinutes(11);
        await Eventually.TrueAsync(async () => (await silo.Client.Approvals.GetAsync(id)).RemindedAt is not null);
        await silo.RestartAsync(between: () => clock.Offset += TimeSpan.FromHours(2));

        (await silo.EndAsync(execution.Id)).Error!.Category.ShouldBe("timeout");
        (await silo.Client.Approvals.GetAsync(id)).Status.ShouldBe("timed_out");
        (await silo.Client.Executions.GetStepsAsync(execution.Id)).Items[0].Status.ShouldBe("timed_out");
    }

    [Fact]
    public async Task List_IsPagedOldestFirst()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Gate);
        for (var number = 0; number < 3; number++)
        {
            await silo.RunAsync("gate", new { amount = number }, TimeSpan.Zero);
        }

        var first = await silo.Client.Approvals.ListAsync(new ApprovalFilter { Limit = 2 });
        var second = await silo.Client.Approvals.ListAsync(new ApprovalFilter { Limit = 2, Cursor = first.NextCursor });

        first.Items.Concat(second.Items).Select(static approval => approval.Title).ShouldBe(["Pay 0?", "Pay 1?", "Pay 2?"]);
        (first.Total, second.NextCursor).ShouldBe((3, null));
    }

    [Fact]
    public async Task WrongQuery_IsABadRequest()
    {
        await using var silo = await SiloHost.StartAsync();

        using var reply = await silo.Http.GetAsync("/api/v1/approvals?status=maybe");

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
