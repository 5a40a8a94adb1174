using Agents.Client.Workflows;

namespace Agents.Dashboard.Workflows;

/// <summary>What the list of workflows shows, as its address says it. Whatever an address holds, there is a list for it.</summary>
public sealed record WorkflowQuery
{
    private const int PageSize = 50;

    /// <summary>One of <see cref="WorkflowStatuses"/>, or null: all.</summary>
    public string? Status { get; init; }

    public string? Persona { get; init; }

    public string? Tag { get; init; }

    public string? Difficulty { get; init; }

    public string? Text { get; init; }

    public string? Cursor { get; init; }

    public bool IsFiltered => (Status ?? Persona ?? Tag ?? Difficulty ?? Text) is not null;

    public static WorkflowQuery Of(IQueryCollection query) => new()
    {
        Status = query["status"] is [(WorkflowStatuses.Active or WorkflowStatuses.Disabled) and var status] ? status : null,
        Persona = NullIfEmpty(query["persona"]),
        Tag = NullIfEmpty(query["tag"]),
        Difficulty = NullIfEmpty(query["difficulty"]),
        Text = NullIfEmpty(query["q"]),
        Cursor = NullIfEmpty(query["cursor"]),
    };

    public WorkflowFilter ToFilter() => new() { Status = Status, Persona = Persona, Tag = Tag, Difficulty = Difficulty, Query = Text, Cursor = Cursor, Limit = PageSize };

    public WorkflowQuery FirstPage() => this with { Cursor = null };

    public string ToUrl()
    {
        var query = QueryString.Empty;
        foreach (var (name, value) in Fields)
        {
            query = value is null ? query : query.Add(name, value);
        }

        return "/workflows" + query;
    }

    /// <summary>What the address says, by its names there.</summary>
    public IReadOnlyList<(string Name, string? Value)> Fields
        => [("status", Status), ("persona", Persona), ("tag", Tag), ("difficulty", Difficulty), ("q", Text), ("cursor", Cursor)];

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
