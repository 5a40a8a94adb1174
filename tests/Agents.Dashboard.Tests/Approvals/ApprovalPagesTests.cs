using System.Net;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Approvals;

public sealed class ApprovalPagesTests
{
    private static async Task<DashboardServer> StartAsync()
    {
        var server = await DashboardServer.StartFilledAsync();
        server.Silo.Approvals["approval_pay"] = FakeApprovals.Payment("exec_routing");
        server.Silo.Status = server.Silo.Status with { PendingApprovals = 1 };
        return server;
    }

    [Fact]
    public async Task Inbox_ListsWhatWaits_AndTheRailCountsIt()
    {
        await using var server = await StartAsync();

        var page = await server.PageAsync("/approvals");

        page.Headings.ShouldBe(["Approvals"]);
        page.Rows.ShouldHaveSingleItem().ShouldContain("Pay 5 €? Payments <script> · To Zoë & Søn Pending 0 of 1");
        page.Text.ShouldContain("Approvals 1");
        page.Html.ShouldNotContain("Payments <script>");
        page.Links.ShouldContain("/approvals/approval_pay");
        (await server.PageAsync("/approvals?status=approved")).Text.ShouldContain("No approval of this status");
    }

    [Fact]
    public async Task Approve_WithAChangedPayload_IsSentAndShown()
    {
        await using var server = await StartAsync();

        (await server.SubmitAsync("/approvals/approval_pay", "decide", ("actor", "ada"), ("comment", "less"), ("edited", """{"amount": 4}"""), ("decision", "approve")))
            .Status.ShouldBe(HttpStatusCode.Found);

        var page = await server.PageAsync("/approvals/approval_pay");
        page.Text.ShouldContain("Status Approved");
        page.Text.ShouldContain("user:ada approved");
        server.Silo.Approvals["approval_pay"].Edited!.Value.GetProperty("amount").GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task UnchangedPayload_IsNoEdit()
    {
        await using var server = await StartAsync();

        await server.SubmitAsync("/approvals/approval_pay", "decide", ("actor", "ada"), ("edited", """{ "amount":5 }"""), ("decision", "approve"));

        server.Silo.Approvals["approval_pay"].Edited.ShouldBeNull();
    }

    [Fact]
    public async Task Refusal_KeepsWhatWasTyped()
    {
        await using var server = await StartAsync();

        var page = await server.SubmitAsync("/approvals/approval_pay", "decide", ("actor", "eve"), ("comment", "let me"), ("edited", "{"), ("decision", "approve"));
        page.Text.ShouldContain("The payload is no JSON");
        page.Field("comment").ShouldBe("let me");
        page.Field("edited").ShouldBe("{");

        var refused = await server.SubmitAsync("/approvals/approval_pay", "decide", ("actor", "eve"), ("decision", "reject"));
        refused.Text.ShouldContain("user:eve is not among the approvers");
        refused.Field("actor").ShouldBe("eve");
    }

    [Fact]
    public async Task ExecutionPage_DecidesInline()
    {
        await using var server = await StartAsync();

        var page = await server.PageAsync("/executions/exec_routing");

        page.Html.ShouldContain("action=\"/approvals/approval_pay\"");
        page.Text.ShouldContain("Pay 5 €? 0 of 1 To Zoë & Søn");
        page.Text.ShouldContain("Pause");
        page.Text.ShouldContain("Send a signal");
    }

    [Fact]
    public async Task UnknownApproval_IsNotFound()
    {
        await using var server = await StartAsync();

        (await server.PageAsync("/approvals/nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
