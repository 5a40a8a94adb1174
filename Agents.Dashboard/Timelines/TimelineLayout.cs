using Agents.Client.Executions;

namespace Agents.Dashboard.Timelines;

/// <summary>A part of a row: from and width in percent of the whole time.</summary>
/// <param name="From">0 to 100.</param>
/// <param name="Width">0 to 100.</param>
/// <param name="Kind"><c>attempt</c>, <c>failed</c>, <c>retry</c>, <c>model</c> or <c>running</c>.</param>
/// <param name="Title">What it was and how long, in words.</param>
public sealed record TimelineSegment(double From, double Width, string Kind, string Title);

/// <summary>A step's row.</summary>
public sealed record TimelineRow(StepRecord Step, IReadOnlyList<TimelineSegment> Segments);

/// <summary>Steps laid out over the time from the execution's start to its end, or to now while it runs.</summary>
public sealed class TimelineLayout
{
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _now;
    private readonly double _seconds;

    private TimelineLayout(DateTimeOffset from, DateTimeOffset until, DateTimeOffset now)
    {
        _from = from;
        _now = now;
        _seconds = Math.Max((until - from).TotalSeconds, 0.001);
    }

    public IReadOnlyList<TimelineRow> Rows { get; private set; } = [];

    public TimeSpan Length => TimeSpan.FromSeconds(_seconds);

    public static TimelineLayout Of(ExecutionSummary execution, IReadOnlyList<StepRecord> steps, DateTimeOffset now)
    {
        var from = execution.StartedAt ?? execution.CreatedAt;
        var layout = new TimelineLayout(from, execution.CompletedAt ?? (now > from ? now : from), now);
        layout.Rows = [.. steps.Select(step => new TimelineRow(step, [.. layout.Segments(step)]))];
        return layout;
    }

    private IEnumerable<TimelineSegment> Segments(StepRecord step)
    {
        if (step.Attempts.Count == 0 && step.StartedAt is { } started)
        {
            yield return Segment(started, step.CompletedAt, Kind(step.Status), StateName(step.Status));
        }

        foreach (var attempt in step.Attempts)
        {
            yield return Segment(attempt.StartedAt, attempt.CompletedAt, Kind(attempt.Status), $"Attempt {attempt.Attempt}: {StateName(attempt.Status)}");
            foreach (var call in attempt.ModelCalls)
            {
                yield return Segment(call.CompletedAt.AddSeconds(-call.DurationSeconds), call.CompletedAt, "model", $"{call.Model}, call {call.Call}");
            }

            if (attempt is { CompletedAt: { } ended, RetryAt: { } retry })
            {
                yield return Segment(ended, retry, "retry", $"Waits for attempt {attempt.Attempt + 1}");
            }
        }
    }

    private TimelineSegment Segment(DateTimeOffset from, DateTimeOffset? until, string kind, string title)
    {
        var end = until ?? _now;
        var left = Percent(from);
        var right = Percent(end);
        return new(left, Math.Max(right - left, 0), kind, $"{title}, {Display.DurationText.Of(end - from)}");
    }

    private double Percent(DateTimeOffset time) => Math.Clamp((time - _from).TotalSeconds / _seconds * 100, 0, 100);

    private static string Kind(string status) => status switch
    {
        StepStatuses.Failed or StepStatuses.TimedOut => "failed",
        StepStatuses.Running => "running",
        StepStatuses.Pending => "retry",
        _ => "attempt",
    };

    private static string StateName(string status) => Display.StatusLook.Of(status).Word.ToLowerInvariant();
}
