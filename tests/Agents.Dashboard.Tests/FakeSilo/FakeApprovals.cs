using Agents.Client.Approvals;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>Approvals of the fake silo: one person decides, a stranger is refused.</summary>
internal static class FakeApprovals
{
    public static ApprovalRecord Payment(string execution) => new()
    {
        Id = "approval_pay",
        ExecutionId = execution,
        WorkflowId = "payments",
        WorkflowName = "Payments <script>",
        State = "gate",
        Status = ApprovalStatuses.Pending,
        Title = "Pay 5 €?",
        Message = "To Zoë & Søn",
        Payload = Json.Parse("""{"amount": 5}"""),
        Editable = true,
        Approvers = ["user:ada", "team:sre"],
        RequestedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    public static void MapApprovals(this IEndpointRouteBuilder app, FakeSiloServer silo)
    {
        app.MapGet("/api/v1/approvals", (HttpContext context, string? status, string? execution_id) =>
        {
            var found = silo.Approvals.Values.Where(approval => (status is null || approval.Status == status) && (execution_id is null || approval.ExecutionId == execution_id)).ToList();
            return context.Response.WriteAsJsonAsync(new ItemPage<ApprovalRecord>(found, null, found.Count), AgentsJson.Wire.ItemPageApprovalRecord);
        });
        app.MapGet("/api/v1/approvals/{id}", (HttpContext context, string id) => silo.Approvals.TryGetValue(id, out var approval)
            ? context.Response.WriteAsJsonAsync(approval, AgentsJson.Wire.ApprovalRecord)
            : FakeEndpoints.Refuse(context, new ProblemRecord { Status = 404, Code = "not_found", Detail = "There is no such approval." }));
        app.MapPost("/api/v1/approvals/{id}/approve", (HttpContext context, string id) => DecideAsync(context, silo, id, ApprovalStatuses.Approved));
        app.MapPost("/api/v1/approvals/{id}/reject", (HttpContext context, string id) => DecideAsync(context, silo, id, ApprovalStatuses.Rejected));
    }

    private static async Task DecideAsync(HttpContext context, FakeSiloServer silo, string id, string status)
    {
        var decision = (await context.Request.ReadFromJsonAsync(AgentsJson.Wire.ApprovalDecision))!;
        if (decision.Actor != "ada")
        {
            await FakeEndpoints.Refuse(context, new ProblemRecord { Status = 403, Title = "Forbidden", Code = "forbidden", Detail = $"user:{decision.Actor} is not among the approvers." });
            return;
        }

        var approval = silo.Approvals[id];
        var vote = new ApprovalVoteRecord("user:ada", status, approval.RequestedAt.AddMinutes(1), false, "api", decision.Comment, decision.Edited);
        silo.Approvals[id] = approval with { Status = status, Votes = [vote], Edited = decision.Edited, DecidedAt = vote.At };
        await context.Response.WriteAsJsonAsync(silo.Approvals[id], AgentsJson.Wire.ApprovalRecord);
    }
}
