namespace Agents.Dashboard.Shell;

/// <summary>All pages that one can go to from everywhere, in the order of the rail. A page is one line here.</summary>
internal static class Destinations
{
    public static IReadOnlyList<DestinationGroup> Groups { get; } =
    [
        new("Create",
        [
            new("Chat", "/", "chat", "g c") { Below = "/chat", Words = "conversation describe assistant" },
            new("Workflows", "/workflows", "workflow", "g w") { Words = "definitions catalogue" },
            new("New workflow", "/workflows/new", "add") { IsInRail = false, Words = "create upload yaml" },
            new("Agents", "/agents", "agent", "g n") { Words = "prompts files" },
            new("Tools", "/tools", "transform", "g l") { Words = "mcp servers built-in" },
            new("Memory", "/memory", "model", "g r") { Words = "remember scopes entries" },
        ]),
        new("Run",
        [
            new("Overview", "/overview", "overview", "g o") { Words = "home attention cost today" },
            new("Executions", "/executions", "execution", "g e") { Words = "runs history" },
            new("Approvals", "/approvals", "approval", "g a")
            {
                Words = "decisions inbox", Waiting = static status => status.PendingApprovals, WaitingNoun = "pending approval",
            },
            new("Schedules", "/schedules", "timed-out", "g k") { Words = "cron timer interval" },
        ]),
        new("Operate",
        [
            new("Deployments", "/deployments", "parallel", "g d")
            {
                Words = "endpoints register", Waiting = static status => status.Deployments is { } counts ? counts.Failing + counts.Dead : 0, WaitingNoun = "failing deployment",
            },
            new("Webhooks", "/webhooks", "switch", "g h") { Words = "hooks events incoming signature" },
            new("Metrics", "/metrics", "chart", "g m") { Words = "cost tokens plots usage" },
            new("MLflow", "/mlflow", "model") { Words = "experiments traces" },
        ]),
        new("System",
        [
            new("Settings", "/settings", "lock-open", "g t") { Words = "providers keys secrets models" },
            new("Status", "/status", "pulse", "g s") { Words = "health database version processes queue" },
            new("Welcome", "/welcome", "run") { IsInRail = false, Words = "tour examples first run help" },
        ]),
    ];

    public static IEnumerable<Destination> All => Groups.SelectMany(static group => group.Items);

    /// <summary>The page of the rail that an address belongs to; null where it belongs to none.</summary>
    public static Destination? Of(string address)
        => All.Where(item => item.IsInRail && item.Holds(address)).MaxBy(static item => item.Path.Length);
}
