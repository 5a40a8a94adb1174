using System.Net;
using Agents.Client.Access;
using Agents.Client.Approvals;
using Agents.Client.Json;
using Agents.Silo.Access;
using Agents.Silo.Hosting;

namespace Agents.Silo.Approvals;

/// <summary>
/// <c>POST /approvals/{id}/links</c> makes a link; opening it asks to confirm, and only the confirmation votes: mail programs open links by themselves.
/// The token is in the query, which logs and traces leave out.
/// </summary>
internal static class ApprovalLinkEndpoints
{
    private const double ShortestLife = 60;

    private const double LongestLife = 30 * 24 * 3600;

    private const double UsualLife = 7 * 24 * 3600;

    private const string Dead = "This link does not work: it is too old, or not complete. Ask for a new one.";

    public static void MapApprovalLinks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/approvals/{id}").WithTags("approvals");
        group.MapPost("/links", CreateAsync).WithName("CreateApprovalLink").WithSummary("A link that casts one vote, once.")
            .Accepts<ApprovalLinkRequest>("application/json").Produces<ApprovalLink>(StatusCodes.Status201Created).Needs(KeyScopes.Approver);
        group.MapGet("/link", ConfirmAsync).WithName("OpenApprovalLink").WithSummary("Asks to confirm the link's vote.").NeedsNoKey();
        group.MapPost("/link", VoteAsync).WithName("UseApprovalLink").WithSummary("Casts the link's vote.").Produces<ApprovalRecord>().NeedsNoKey();
    }

    private static async Task<IResult> CreateAsync(HttpContext http, string id, ApprovalStore store, ApprovalLinks links, TimeProvider time)
    {
        var (request, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.ApprovalLinkRequest);
        if (request is null)
        {
            return unreadable!;
        }

        if (Problem(request) is { } problem)
        {
            return ProblemOf(StatusCodes.Status400BadRequest, problem);
        }

        if (await store.FindAsync(id) is not { } approval)
        {
            return ApprovalEndpoints.Reply(new ApprovalOutcome(null));
        }

        // A link votes as whom it names: only who may speak for others makes one for somebody else.
        var actor = http.Caller().MayClaim ? Actors.Of(request.Actor, request.Teams ?? []) : Actors.Of(http, request.Actor, []);
        var claim = new ApprovalLinkClaim(id, request.Decision == "approve", actor, time.GetUtcNow().AddSeconds(request.ExpiresInSeconds ?? UsualLife));
        var url = $"{http.Request.Scheme}://{http.Request.Host}/api/v1/approvals/{Uri.EscapeDataString(approval.Id)}/link?token={links.Protect(claim)}";
        return Results.Json(
            new ApprovalLink(url, request.Decision, actor.Name, claim.ExpiresAt), AgentsJson.Wire.ApprovalLink, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ConfirmAsync(HttpContext http, string id, string? token, ApprovalStore store, ApprovalLinks links)
    {
        if (links.Read(id, token) is not { } claim || await store.FindAsync(id) is not { } approval)
        {
            return ProblemOf(StatusCodes.Status404NotFound, Dead);
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? Results.Content(Page(approval, claim), "text/html; charset=utf-8")
            : Results.Json(approval, AgentsJson.Wire.ApprovalRecord);
    }

    private static async Task<IResult> VoteAsync(HttpContext http, string id, string? token, ApprovalStore store, ApprovalLinks links, ApprovalVoting voting)
    {
        if (links.Read(id, token) is not { } claim || await store.FindAsync(id) is not { } approval)
        {
            return ProblemOf(StatusCodes.Status404NotFound, Dead);
        }

        if (approval.Votes.Any(vote => vote.Actor == claim.Actor.Name))
        {
            return ProblemOf(StatusCodes.Status409Conflict, $"{claim.Actor.Name} has voted already; a link works once.");
        }

        var outcome = await voting.VoteAsync(id, claim.Actor, claim.IsApproval, null, null, "link");
        return outcome is { Refusal: null, Approval: { } decided } && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? Results.Content(Document(decided, "<p>Your vote is recorded.</p>"), "text/html; charset=utf-8")
            : ApprovalEndpoints.Reply(outcome);
    }

    private static string? Problem(ApprovalLinkRequest request)
    {
        if (request.Decision is not ("approve" or "reject"))
        {
            return "'decision' is approve or reject.";
        }

        if (string.IsNullOrWhiteSpace(request.Actor))
        {
            return "'actor' says whose vote the link is, like ada.";
        }

        return request.ExpiresInSeconds is < ShortestLife or > LongestLife
            ? $"'expires_in_seconds' is from {ShortestLife} to {LongestLife}."
            : Actors.Problem(request.Actor, request.Teams ?? []);
    }

    private static IResult ProblemOf(int status, string detail) => Agents.ServiceDefaults.Problems.Problem.Result(status, detail);

    // Posts back to its own address, token included.
    private static string Page(ApprovalRecord approval, ApprovalLinkClaim claim) => Document(
        approval,
        approval.Status == ApprovalStatuses.Pending
            ? $"<form method=\"post\"><button>{(claim.IsApproval ? "Approve" : "Reject")} as {WebUtility.HtmlEncode(claim.Actor.Name)}</button></form>"
            : $"<p>It is over: {WebUtility.HtmlEncode(approval.Status)}.</p>");

    private static string Document(ApprovalRecord approval, string rest)
    {
        var title = WebUtility.HtmlEncode(approval.Title ?? approval.State);
        return $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
            <body><main><h1 dir="auto">{title}</h1><p dir="auto">{WebUtility.HtmlEncode(approval.Message)}</p><p>{WebUtility.HtmlEncode(approval.WorkflowName)}</p>{rest}</main></body></html>
            """;
    }
}
