namespace Agents.Client.Executions;

/// <summary>Which steps a list shows; what is null or empty does not filter.</summary>
public sealed record StepFilter
{
    /// <summary>Any of these <see cref="StepStatuses"/>.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Visits of this state.</summary>
    public string? State { get; init; }

    /// <summary>This step.</summary>
    public string? StepId { get; init; }

    /// <summary>Rows per page, 1 to 200; null means 50.</summary>
    public int? Limit { get; init; }

    /// <summary>Where the page begins: a <see cref="Paging.ItemPage{T}.NextCursor"/>.</summary>
    public string? Cursor { get; init; }
}
