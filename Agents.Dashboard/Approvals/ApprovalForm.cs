using System.Text.Json;
using Agents.Client;
using Agents.Client.Approvals;
using Agents.Client.Problems;
using Agents.Dashboard.Silo;

namespace Agents.Dashboard.Approvals;

/// <summary>What a person typed into an approval's form; kept when it is refused.</summary>
public sealed record ApprovalForm
{
    public string Decision { get; init; } = "";

    public string? Actor { get; init; }

    public string? Teams { get; init; }

    public string? Comment { get; init; }

    public string? Edited { get; init; }

    public string? To { get; init; }

    /// <summary>The execution's page, where the form stood on it; else null.</summary>
    public string? Execution { get; init; }

    public static ApprovalForm Of(IFormCollection form) => new()
    {
        Decision = form["decision"].ToString(),
        Actor = Given(form["actor"]),
        Teams = Given(form["teams"]),
        Comment = Given(form["comment"]),
        Edited = Given(form["edited"]),
        To = Given(form["to"]),
        Execution = Given(form["execution"]),
    };

    /// <summary>Sends it; the problem, or null where it was taken.</summary>
    public async Task<ProblemRecord?> SendAsync(AgentsClient client, ApprovalRecord approval)
    {
        var teams = (Teams ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Decision == "delegate")
        {
            return (await Reply.Of(client.Approvals.DelegateAsync(approval.Id, new ApprovalHandOver(To ?? "") { Actor = Actor, Teams = teams, Comment = Comment }))).Problem;
        }

        if (!TryReadEdited(approval, out var edited, out var problem))
        {
            return problem;
        }

        var decision = new ApprovalDecision { Actor = Actor, Teams = teams, Comment = Comment, Edited = edited };
        return Decision switch
        {
            "approve" => (await Reply.Of(client.Approvals.ApproveAsync(approval.Id, decision))).Problem,
            "reject" => (await Reply.Of(client.Approvals.RejectAsync(approval.Id, decision with { Edited = null }))).Problem,
            _ => Wrong("Choose Approve, Reject or Delegate."),
        };
    }

    // What was left as it was shown is no change.
    private bool TryReadEdited(ApprovalRecord approval, out JsonElement? edited, out ProblemRecord? problem)
    {
        (edited, problem) = (null, null);
        if (!approval.Editable || Edited is null)
        {
            return true;
        }

        try
        {
            var value = JsonElement.Parse(Edited);
            edited = JsonElement.DeepEquals(value, approval.Edited ?? approval.Payload) ? null : value;
            return true;
        }
        catch (JsonException broken)
        {
            problem = Wrong($"The payload is no JSON: {broken.Message}");
            return false;
        }
    }

    private static ProblemRecord Wrong(string detail) => new() { Status = StatusCodes.Status400BadRequest, Title = "Bad Request", Code = "validation_error", Detail = detail };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
