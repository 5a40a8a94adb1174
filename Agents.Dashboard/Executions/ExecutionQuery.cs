using System.Globalization;
using Agents.Client.Executions;

namespace Agents.Dashboard.Executions;

/// <summary>What the list shows, as its address says it. Whatever an address holds, there is a list for it.</summary>
public sealed record ExecutionQuery
{
    public const int PageSize = 50;

    // Longer than any walk through pages that a person takes, shorter than what a proxy refuses.
    private const int LongestTrail = 12;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    public IReadOnlyList<string> Statuses { get; init; } = [];

    public string? WorkflowId { get; init; }

    /// <summary>Whether the list stands on the page of its workflow, to which its links lead.</summary>
    public bool OfWorkflow { get; init; }

    public string? DeploymentId { get; init; }

    /// <summary><c>runtime</c>, <c>deployed</c>, or null: both.</summary>
    public string? Source { get; init; }

    /// <summary><c>today</c>, <c>week</c>, or null: all.</summary>
    public string? Date { get; init; }

    public string? Text { get; init; }

    public string? Cursor { get; init; }

    /// <summary>Cursors of the pages before, nearest last; an empty one stands for the first page.</summary>
    public IReadOnlyList<string> Trail { get; init; } = [];

    /// <summary>On the first page: rows accepted later are counted, not shown, so that the list does not jump.</summary>
    public DateTimeOffset? Until { get; init; }

    public bool IsFiltered => Statuses.Count > 0 || (WorkflowId is not null && !OfWorkflow) || DeploymentId is not null || Source is not null || Date is not null || Text is not null;

    public static ExecutionQuery Of(IQueryCollection query) => new()
    {
        Statuses = [.. Split(query["status"]).Where(ExecutionStatuses.All.Contains).Distinct()],
        WorkflowId = NullIfEmpty(query["workflow_id"]),
        OfWorkflow = query["page"] == "workflow" && NullIfEmpty(query["workflow_id"]) is not null,
        DeploymentId = NullIfEmpty(query["deployment_id"]),
        Source = query["source"] is [("runtime" or "deployed") and var source] ? source : null,
        Date = query["date"] is [("today" or "week") and var date] ? date : null,
        Text = NullIfEmpty(query["q"]),
        Cursor = NullIfEmpty(query["cursor"]),
        Trail = query["trail"] is [{ Length: > 0 } trail] ? trail.Split('~') : query["cursor"] is [{ Length: > 0 }] ? [""] : [],
        Until = DateTimeOffset.TryParse(query["until"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) ? until : null,
    };

    public ExecutionFilter ToFilter(DateTimeOffset now, TimeZoneInfo zone) => new()
    {
        Statuses = Statuses,
        WorkflowId = WorkflowId,
        DeploymentId = DeploymentId,
        Source = Source,
        Query = Text,
        From = Since(now, zone),
        To = Until + Tick,
        Cursor = Cursor,
        Limit = PageSize,
    };

    public ExecutionFilter ToNewerFilter(DateTimeOffset now, TimeZoneInfo zone)
        => ToFilter(now, zone) with { From = Until + Tick, To = null, Cursor = null, Limit = 100 };

    public ExecutionQuery Toggle(IReadOnlyCollection<string> statuses) => FirstPage() with
    {
        Statuses = statuses.All(Statuses.Contains) ? [.. Statuses.Except(statuses)] : [.. Statuses.Union(statuses)],
    };

    public ExecutionQuery FirstPage() => this with { Cursor = null, Trail = [], Until = null };

    public ExecutionQuery NextPage(string cursor) => this with { Cursor = cursor, Trail = [.. Trail.TakeLast(LongestTrail - 1), Cursor ?? ""], Until = null };

    public ExecutionQuery PreviousPage() => Trail.Count > 0 && Trail[^1].Length > 0
        ? this with { Cursor = Trail[^1], Trail = [.. Trail.SkipLast(1)], Until = null }
        : FirstPage();

    /// <summary>The page's address.</summary>
    public string ToUrl() => OfWorkflow ? (this with { WorkflowId = null, OfWorkflow = false }).ToUrl($"/workflows/{Uri.EscapeDataString(WorkflowId!)}/executions") : ToUrl("/executions");

    public string ToUrl(string path)
    {
        var query = QueryString.Empty;
        Add("status", string.Join(',', Statuses));
        Add("workflow_id", WorkflowId);
        Add("page", OfWorkflow ? "workflow" : null);
        Add("deployment_id", DeploymentId);
        Add("source", Source);
        Add("date", Date);
        Add("q", Text);
        Add("cursor", Cursor);
        Add("trail", string.Join('~', Trail));
        Add("until", Until?.UtcDateTime.ToString("O"));
        return path + query;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query = query.Add(name, value);
            }
        }
    }

    private DateTimeOffset? Since(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        var start = Date switch
        {
            "today" => today,
            "week" => today.AddDays(-(((int)today.DayOfWeek + 6) % 7)),
            _ => (DateTime?)null,
        };
        return start is { } local ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime() : null;
    }

    private static string[] Split(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
