using Agents.Client.Approvals;

namespace Agents.Dashboard.Approvals;

/// <summary>Approvals in words.</summary>
internal static class ApprovalText
{
    public static string Status(string status) => status switch
    {
        ApprovalStatuses.Pending => "Pending",
        ApprovalStatuses.Approved => "Approved",
        ApprovalStatuses.Rejected => "Rejected",
        ApprovalStatuses.TimedOut => "Timed out",
        ApprovalStatuses.Cancelled => "Cancelled",
        _ => status,
    };

    /// <summary>How many of the needed approvals are there.</summary>
    public static string Votes(ApprovalRecord approval) => $"{approval.Votes.Count(static vote => vote.Decision == ApprovalStatuses.Approved)} of {approval.Quorum}";

    public static string Approvers(ApprovalRecord approval) => approval.Approvers.Count == 0 ? "anyone" : string.Join(", ", approval.Approvers);
}
