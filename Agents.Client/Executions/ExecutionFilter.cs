namespace Agents.Client.Executions;

/// <summary>Which executions a list shows; what is null or empty does not filter. Newest first.</summary>
public sealed record ExecutionFilter
{
    /// <summary>Any of these <see cref="ExecutionStatuses"/>.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Executions of this workflow.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>Executions of this deployment.</summary>
    public string? DeploymentId { get; init; }

    /// <summary><c>runtime</c>: started directly; <c>deployed</c>: through a deployment.</summary>
    public string? Source { get; init; }

    /// <summary>One of <see cref="TriggerTypes"/>.</summary>
    public string? Trigger { get; init; }

    /// <summary>Accepted at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Accepted before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Text in the id, the workflow's id or its name.</summary>
    public string? Query { get; init; }

    /// <summary>Rows per page, 1 to 200; null means 50.</summary>
    public int? Limit { get; init; }

    /// <summary>Where the page begins: a <see cref="Paging.ItemPage{T}.NextCursor"/>.</summary>
    public string? Cursor { get; init; }
}
