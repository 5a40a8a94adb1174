namespace Agents.Client.Approvals;

/// <summary>Which approvals a list shows; what is null or empty does not filter. Oldest first.</summary>
public sealed record ApprovalFilter
{
    /// <summary>One of <see cref="ApprovalStatuses"/>.</summary>
    public string? Status { get; init; }

    /// <summary>A user, and teams, of whom one may decide; approvals that anyone may decide are in the list too.</summary>
    public IReadOnlyList<string> Assignees { get; init; } = [];

    /// <summary>Approvals of this execution.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>Rows per page, 1 to 200; null means 50.</summary>
    public int? Limit { get; init; }

    /// <summary>Where the page begins: a <see cref="Paging.ItemPage{T}.NextCursor"/>.</summary>
    public string? Cursor { get; init; }
}
