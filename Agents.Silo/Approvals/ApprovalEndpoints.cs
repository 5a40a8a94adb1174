using Agents.Client.Access;
using Agents.Client.Approvals;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Core.Approvals;
using Agents.Core.Executions;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Hosting;

namespace Agents.Silo.Approvals;

/// <summary><c>/api/v1/approvals</c>, and the same under an execution.</summary>
internal static class ApprovalEndpoints
{
    private const int LongestComment = 10_000;

    public static void MapApprovals(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/approvals").WithTags("approvals").NeedsToRead(KeyScopes.Viewer);
        group.MapGet("/", ListAsync).WithName("ListApprovals").WithSummary("Approvals, the one that has waited longest first.").Produces<ItemPage<ApprovalRecord>>();
        group.MapGet("/{id}", GetAsync).WithName("GetApproval").WithSummary("One approval with its votes.").Produces<ApprovalRecord>();
        group.MapPost("/{id}/approve", (HttpContext http, string id, ApprovalVoting voting) => VoteAsync(http, id, isApproval: true, voting))
            .WithName("Approve").WithSummary("Approves; the same actor twice is one vote.").Accepts<ApprovalDecision>("application/json").Produces<ApprovalRecord>().Needs(KeyScopes.Approver);
        group.MapPost("/{id}/reject", (HttpContext http, string id, ApprovalVoting voting) => VoteAsync(http, id, isApproval: false, voting))
            .WithName("Reject").WithSummary("Rejects; one rejection decides.").Accepts<ApprovalDecision>("application/json").Produces<ApprovalRecord>().Needs(KeyScopes.Approver);
        group.MapPost("/{id}/delegate", DelegateAsync)
            .WithName("DelegateApproval").WithSummary("Hands the decision to somebody else.").Accepts<ApprovalHandOver>("application/json").Produces<ApprovalRecord>().Needs(KeyScopes.Approver);

        var nested = routes.MapGroup("/api/v1/executions/{execution}/approvals").WithTags("approvals").NeedsToRead(KeyScopes.Viewer);
        nested.MapGet("/", (string execution, [AsParameters] ApprovalQuery query, ApprovalStore store) => ListAsync(query with { ExecutionId = execution }, store))
            .WithName("ListApprovalsOfExecution").WithSummary("An execution's approvals.").Produces<ItemPage<ApprovalRecord>>();
        nested.MapPost("/{id}/approve", (HttpContext http, string id, ApprovalVoting voting) => VoteAsync(http, id, isApproval: true, voting)).WithName("ApproveOfExecution").ExcludeFromDescription().Needs(KeyScopes.Approver);
        nested.MapPost("/{id}/reject", (HttpContext http, string id, ApprovalVoting voting) => VoteAsync(http, id, isApproval: false, voting)).WithName("RejectOfExecution").ExcludeFromDescription().Needs(KeyScopes.Approver);
    }

    /// <summary>An approval as a reply, or why there is none.</summary>
    public static IResult Reply(ApprovalOutcome outcome) => outcome switch
    {
        { Approval: { } approval, Refusal: null } => Results.Json(approval, AgentsJson.Wire.ApprovalRecord),
        { Refusal: { } refusal } => Problem.Result(
            StatusOf(outcome.Category),
            refusal,
            extensions: outcome.Approval is { } now ? new Dictionary<string, object?> { ["current_status"] = now.Status } : null),
        _ => Problem.Result(StatusCodes.Status404NotFound, "There is no such approval. GET /api/v1/approvals lists them."),
    };

    private static async Task<IResult> ListAsync([AsParameters] ApprovalQuery query, ApprovalStore store)
    {
        if (query.Problem() is { } problem)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        var filter = query.ToFilter();
        var rows = await store.ListAsync(filter with { Limit = filter.Limit + 1 });
        var items = rows.Take(filter.Limit).ToList();
        long? total = filter.AfterId is null ? await store.CountAsync(filter) : null;
        var next = rows.Count > filter.Limit ? ApprovalListFilter.Cursor(items[^1]) : null;
        return Results.Json(new ItemPage<ApprovalRecord>(items, next, total), AgentsJson.Wire.ItemPageApprovalRecord);
    }

    private static async Task<IResult> GetAsync(string id, ApprovalStore store) => Reply(new ApprovalOutcome(await store.FindAsync(id)));

    private static async Task<IResult> VoteAsync(HttpContext http, string id, bool isApproval, ApprovalVoting voting)
    {
        var (decision, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.ApprovalDecision, new ApprovalDecision());
        if (decision is null)
        {
            return unreadable!;
        }

        if ((Actors.Problem(decision.Actor, decision.Teams ?? []) ?? CommentProblem(decision.Comment)) is { } problem)
        {
            return Bad(problem);
        }

        var actor = Actors.Of(http, decision.Actor, decision.Teams ?? []);
        return Reply(await voting.VoteAsync(id, actor, isApproval, decision.Comment, decision.Edited, "api"));
    }

    private static async Task<IResult> DelegateAsync(HttpContext http, string id, ApprovalVoting voting)
    {
        var (handOver, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.ApprovalHandOver);
        if (handOver is null)
        {
            return unreadable!;
        }

        if ((Actors.Problem(handOver.Actor, handOver.Teams ?? []) ?? CommentProblem(handOver.Comment) ?? ToProblem(handOver.To)) is { } problem)
        {
            return Bad(problem);
        }

        return Reply(await voting.DelegateAsync(id, Actors.Of(http, handOver.Actor, handOver.Teams ?? []), Actor.FullName(handOver.To.Trim()), handOver.Comment));
    }

    private static IResult Bad(string problem) => Problem.Result(StatusCodes.Status400BadRequest, problem);

    private static string? CommentProblem(string? comment) => comment?.Length > LongestComment ? $"'comment' has at most {LongestComment} characters." : null;

    private static string? ToProblem(string? to)
        => string.IsNullOrWhiteSpace(to) || to.Length > Actor.LongestName ? "'to' is who may decide instead, like bob or team:sre." : null;

    private static int StatusOf(string? category) => category switch
    {
        ErrorCategory.Forbidden => StatusCodes.Status403Forbidden,
        ErrorCategory.NotFound => StatusCodes.Status404NotFound,
        ErrorCategory.Validation => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };
}
