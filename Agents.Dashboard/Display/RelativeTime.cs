namespace Agents.Dashboard.Display;

/// <summary>How long ago: the script keeps it current and words it the same way.</summary>
internal static class RelativeTime
{
    public static string Of(DateTimeOffset time, DateTimeOffset now) => (now - time) switch
    {
        { TotalSeconds: < 10 } => "just now",
        { TotalMinutes: < 1 } ago => $"{(int)ago.TotalSeconds} s ago",
        { TotalHours: < 1 } ago => $"{(int)ago.TotalMinutes} min ago",
        { TotalDays: < 1 } ago => $"{(int)ago.TotalHours} h ago",
        { TotalDays: < 30 } ago => $"{(int)ago.TotalDays} d ago",
        _ => time.UtcDateTime.ToString("yyyy-MM-dd"),
    };
}
