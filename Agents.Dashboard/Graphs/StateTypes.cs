namespace Agents.Dashboard.Graphs;

/// <summary>State types as icon and as words, for every spelling that formats.md accepts.</summary>
internal static class StateTypes
{
    public static string Icon(string type) => type switch
    {
        "agent" or "agent.run" or "operation" or "action" or "function" => "agent",
        "switch" => "switch",
        "inject" or "set" or "context" => "inject",
        "transform" => "transform",
        "code" => "code",
        "parallel" or "foreach" or "pattern" => "parallel",
        "workflow" or "workflow.run" => "workflow",
        "human_approval" or "human.approval" => "approval",
        "timer" or "signal" or "cron" => "waiting",
        "end" or "fail" => "end",
        _ => "state",
    };

    public static string Name(string type) => type switch
    {
        "agent.run" => "agent",
        "workflow.run" => "workflow",
        "human.approval" => "approval",
        _ => type.Replace('_', ' '),
    };
}
