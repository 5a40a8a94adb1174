namespace Agents.Client.Approvals;

/// <summary>The statuses of an approval.</summary>
public static class ApprovalStatuses
{
    /// <summary>People are asked and have not decided.</summary>
    public const string Pending = "pending";

    /// <summary>Enough people approved, or time ran out where the state takes that for an approval.</summary>
    public const string Approved = "approved";

    /// <summary>Somebody rejected, or time ran out where the state takes that for a rejection.</summary>
    public const string Rejected = "rejected";

    /// <summary>Nobody decided in time.</summary>
    public const string TimedOut = "timed_out";

    /// <summary>Its execution, or its branch, went on or ended without it.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Pending, Approved, Rejected, TimedOut, Cancelled];
}
