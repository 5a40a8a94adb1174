namespace Agents.Core.Drawing;

/// <summary>A 16 × 16 line drawing per state type.</summary>
internal static class NodeIcon
{
    public static string Of(string type) => type switch
    {
        "agent" => "M8 1v3M3 4h10v9H3zM6 8v1M10 8v1M1 8v2M15 8v2",
        "switch" => "M8 1l7 7-7 7-7-7z",
        "parallel" => "M4 2v12M8 2v12M12 2v12",
        "foreach" => "M3 5h9a3 3 0 0 1 0 6H4M6 8l-3 3 3 3",
        "try" => "M8 1l6 2v5c0 4-3 6-6 7-3-1-6-3-6-7V3z",
        "timer" => "M8 2a6 6 0 1 0 .01 0M8 5v3l2 2",
        "signal" => "M8 13v2M3 12h10l-1-2V7a4 4 0 0 0-8 0v3z",
        "human_approval" => "M8 2a3 3 0 1 0 .01 0M2 15c0-4 3-6 6-6s6 2 6 6",
        "inject" => "M8 2v8M4 7l4 4 4-4M2 14h12",
        "transform" => "M2 5h10l-3-3M14 11H4l3 3",
        "code" => "M5 4L1 8l4 4M11 4l4 4-4 4M9 2L7 14",
        "cron" => "M2 4h12v10H2zM2 7h12M5 2v3M11 2v3",
        "workflow" => "M1 2h6v5H1zM9 9h6v5H9zM4 7v5h5",
        "pattern" => "M8 1a2 2 0 1 0 .01 0M3 11a2 2 0 1 0 .01 0M13 11a2 2 0 1 0 .01 0M7 5l-3 6M9 5l3 6",
        "fail" => "M3 3l10 10M13 3L3 13",
        "end" => "M3 3h10v10H3z",
        _ => "M8 2a6 6 0 1 0 .01 0",
    };
}
