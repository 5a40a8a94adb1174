using System.Net;
using Agents.Client.Approvals;
using Agents.Client.Problems;

namespace Agents.Cli.Running;

/// <summary>Gives an approval in the names of those who may give it, for trying a workflow. A server that knows who asks refuses that.</summary>
internal sealed class GivenApproval(ApprovalsClient approvals)
{
    private const string Comment = "agents run --yes";

    /// <exception cref="AgentsApiException">The server refuses, e.g. because it knows who asks.</exception>
    public async Task GiveAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var approval = await approvals.GetAsync(id, cancellationToken);
            foreach (var decision in Decisions(approval).Take(approval.Quorum))
            {
                await approvals.ApproveAsync(id, decision, cancellationToken);
            }
        }
        catch (AgentsApiException decided) when (decided.Status == HttpStatusCode.Conflict)
        {
            // Somebody or a timeout was faster; the execution's events say how it went.
        }
    }

    // Each user once, then as many members of a team as are needed.
    private static IEnumerable<ApprovalDecision> Decisions(ApprovalRecord approval)
    {
        var teams = approval.Approvers.Where(static name => name.StartsWith("team:", StringComparison.Ordinal)).ToList();
        var users = approval.Approvers.Except(teams).Select(static name => new ApprovalDecision { Actor = name, Comment = Comment });
        return users.Concat(Enumerable.Range(1, approval.Quorum).Select(number => new ApprovalDecision { Actor = $"cli-{number}", Teams = teams, Comment = Comment }));
    }
}
