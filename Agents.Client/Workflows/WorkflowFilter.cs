namespace Agents.Client.Workflows;

/// <summary>Which workflows a list shows; what is null does not filter. By id.</summary>
public sealed record WorkflowFilter
{
    /// <summary>One of <see cref="WorkflowStatuses"/>.</summary>
    public string? Status { get; init; }

    /// <summary>For this persona.</summary>
    public string? Persona { get; init; }

    /// <summary>With this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Of this difficulty.</summary>
    public string? Difficulty { get; init; }

    /// <summary>Text in id, name, description or tags.</summary>
    public string? Query { get; init; }

    /// <summary>Rows per page, 1 to 200; null means 50.</summary>
    public int? Limit { get; init; }

    /// <summary>Where the page begins: a <see cref="Paging.ItemPage{T}.NextCursor"/>.</summary>
    public string? Cursor { get; init; }
}
