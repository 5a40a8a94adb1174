namespace Agents.Dashboard.Display;

/// <summary>Durations as people read them: <c>420ms</c>, <c>1.2s</c>, <c>3m 04s</c>, <c>2h 05m</c>, <c>3d 04h</c>.</summary>
internal static class DurationText
{
    public const string None = "–";

    public static string Of(double? seconds) => seconds is { } known ? Of(TimeSpan.FromSeconds(known)) : None;

    public static string Of(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 0.05 } => "0ms",
        { TotalMilliseconds: < 9.95 } => $"{duration.TotalMilliseconds:0.#}ms",
        { TotalMilliseconds: < 999.5 } => $"{duration.TotalMilliseconds:0}ms",
        { TotalSeconds: < 59.95 } => $"{duration.TotalSeconds:0.0}s",
        { TotalSeconds: < 60 } => "1m 00s",
        { TotalMinutes: < 60 } => $"{(int)duration.TotalMinutes}m {duration.Seconds:00}s",
        { TotalHours: < 24 } => $"{(int)duration.TotalHours}h {duration.Minutes:00}m",
        _ => $"{(int)duration.TotalDays}d {duration.Hours:00}h",
    };
}
