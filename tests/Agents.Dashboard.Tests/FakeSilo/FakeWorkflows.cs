using Agents.Client.Executions;
using Agents.Client.Problems;
using Agents.Client.Workflows;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>Workflows with realistic names, schemas and text.</summary>
public static class FakeWorkflows
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 30, 0, TimeSpan.Zero);

    public static FakeWorkflow Routing { get; } = new(
        Detail("e2e-switch-routing", "E2E Switch Routing", "Routes alerts to different agents based on severity level", 8) with
        {
            LastExecution = new("exec_routing", ExecutionStatuses.Running, Now.AddMinutes(-1)),
            SuccessRate = 0.97,
            Definition = "# Tests conditional branching based on alert severity\nid: e2e-switch-routing\nversion: \"1.0\"\nname: \"E2E Switch Routing\"\nstart: inject_alert\n\nstates:\n  - id: inject_alert\n    type: inject\n    data:\n      severity: \"high\"\n      source: \"prometheus\"\n    transition: route_by_severity\n",
        },
        FakeGraphs.Routing,
        new("e2e-switch-routing", 1, Json.Parse("""{"type":"object"}""")));

    public static FakeWorkflow ArticleWriter { get; } = new(
        Detail("article_writer", "article_writer", "Multi-step workflow that researches a topic and writes an article", 2) with
        {
            Format = "graph",
            VersionLabel = "1.0.0",
            LastExecution = new("exec_article", ExecutionStatuses.Completed, Now.AddMinutes(-12)),
            SuccessRate = 0.88,
            Diagnostics = [new("UNUSED_FIELD", DiagnosticSeverities.Warning, "/state/fields/word_count", "word_count is never read") { Line = 24, Column = 5, Hint = "Remove it, or show it in the outputs." }],
        },
        FakeGraphs.Line("article_writer", ("research", "agent"), ("write", "agent")),
        new("article_writer", 1, Json.Parse("""{"type":"object","required":["topic"]}"""))
        {
            Fields =
            [
                new("topic", "string") { Required = true, Description = "The topic to research and write about" },
                new("words", "integer") { Default = Json.Parse("300"), Description = "Approximate length" },
                new("tone", "string") { Label = "Tone of voice", Enum = [Json.Parse("\"neutral\""), Json.Parse("\"enthusiastic\"")], Default = Json.Parse("\"neutral\"") },
                new("sources", "array") { Description = "Addresses to read first" },
                new("publish", "boolean") { Default = Json.Parse("false") },
            ],
            Sample = Json.Parse("""{"topic":"The history of lighthouses","words":300,"tone":"neutral","sources":["https://example.org/lighthouses"],"publish":false}"""),
        });

    public static FakeWorkflow Empty { get; } = new(
        Detail("daily-health-check", "Daily health check of every production cluster in every region, with a summary for the people on call (v2, replaces the old one)", null, 4),
        FakeGraphs.Line("daily-health-check", ("check", "agent"), ("summarize", "transform")),
        new("daily-health-check", 1, Json.Parse("""{"type":"object"}""")));

    public static FakeWorkflow Arabic { get; } = new(
        Detail("summary-ar", "ملخص الأخبار اليومية", "يلخص الأخبار 🗞️ كل صباح", 3) with { Tags = ["news"] },
        FakeGraphs.Line("summary-ar", ("fetch", "agent"), ("summarize 📰", "agent"), ("send", "set")),
        new("summary-ar", 1, Json.Parse("""{"type":"object"}""")));

    private static WorkflowDetail Detail(string id, string name, string? description, int states) => new()
    {
        Id = id,
        Name = name,
        Description = description,
        Format = "workflow",
        Version = 1,
        StateCount = states,
        CreatedAt = Now.AddDays(-9),
        UpdatedAt = Now.AddDays(-2),
        Definition = $"id: {id}\nname: {name}\nstates: []\n",
        Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        Versions = [new(1, null, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Now.AddDays(-2)) { IsCurrent = true }],
    };
}
