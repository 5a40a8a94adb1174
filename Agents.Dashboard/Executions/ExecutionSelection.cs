using System.Globalization;
using Agents.Client.Executions;
using Agents.Dashboard.Shell;

namespace Agents.Dashboard.Executions;

/// <summary>What is selected on an execution's page, as the address says it: a step, a moment, a kind and a page of events.</summary>
public sealed record ExecutionSelection(string ExecutionId)
{
    public string? StepId { get; init; }

    public long? Seq { get; init; }

    /// <summary><c>steps</c>, <c>models</c>, <c>errors</c>, or null: all.</summary>
    public string? Kind { get; init; }

    public string? EventCursor { get; init; }

    /// <summary>Whether steps stand below each other with their facts instead of over the time.</summary>
    public bool AsList { get; init; }

    /// <summary>Whether only steps that failed are shown.</summary>
    public bool OnlyFailed { get; init; }

    public string? StepCursor { get; init; }

    /// <summary>The branch whose context is shown; null for the workflow's own.</summary>
    public string? Branch { get; init; }

    public static ExecutionSelection Of(string executionId, IQueryCollection query) => new(executionId)
    {
        StepId = query["step"] is [{ Length: > 0 } step] ? step : null,
        Seq = long.TryParse(query["seq"], NumberStyles.None, CultureInfo.InvariantCulture, out var seq) && seq > 0 ? seq : null,
        Kind = query["events"] is [("steps" or "models" or "errors") and var kind] ? kind : null,
        Branch = query["branch"] is [{ Length: > 0 } branch] ? branch : null,
        AsList = query["look"] == "list",
        OnlyFailed = query["steps"] == "failed",
        StepCursor = query["steps_cursor"] is [{ Length: > 0 } steps] ? steps : null,
        EventCursor = query["events_cursor"] is [{ Length: > 0 } cursor] ? cursor : null,
    };

    public SwapTarget Target => new(ToUrl(""), ToUrl("/live"));

    public SwapTarget Step(string? stepId) => (this with { StepId = stepId }).Target;

    // Another moment has other branches.
    public SwapTarget Moment(long? seq) => (this with { Seq = seq, Branch = null }).Target;

    public bool Shows(string eventType) => Kind switch
    {
        "steps" => eventType.StartsWith("step.", StringComparison.Ordinal),
        "models" => eventType == EventTypes.ModelReplied,
        "errors" => eventType is EventTypes.StepFailed or EventTypes.ExecutionFailed or EventTypes.ExecutionTimedOut,
        _ => true,
    };

    private string ToUrl(string suffix)
    {
        var query = QueryString.Empty;
        query = StepId is null ? query : query.Add("step", StepId);
        query = AsList ? query.Add("look", "list") : query;
        query = OnlyFailed ? query.Add("steps", "failed") : query;
        query = StepCursor is null ? query : query.Add("steps_cursor", StepCursor);
        query = Seq is null ? query : query.Add("seq", Seq.Value.ToString(CultureInfo.InvariantCulture));
        query = Branch is null ? query : query.Add("branch", Branch);
        query = Kind is null ? query : query.Add("events", Kind);
        query = EventCursor is null ? query : query.Add("events_cursor", EventCursor);
        return $"/executions/{Uri.EscapeDataString(ExecutionId)}{suffix}{query}";
    }
}
