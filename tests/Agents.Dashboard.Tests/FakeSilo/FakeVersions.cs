using Agents.Client.Workflows;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>A workflow that was changed twice, and how its versions differ.</summary>
public static class FakeVersions
{
    public const string Id = "invoice_check";

    public static FakeWorkflow Changed { get; } = FakeWorkflows.Empty with
    {
        Detail = FakeWorkflows.Empty.Detail with
        {
            Id = Id,
            Name = "Invoice check",
            Version = 3,
            Versions = [Version(3, "1.2", true), Version(2, "1.1", false), Version(1, null, false)],
        },
    };

    public static WorkflowDetail RolledBack(WorkflowDetail detail, int version)
        => detail with { Version = version, Versions = [.. detail.Versions.Select(listed => listed with { IsCurrent = listed.Version == version })] };

    public static WorkflowDiff Diff(string id, int from, int to) => new(id, from, to)
    {
        LinesAdded = from == to ? 0 : 2,
        LinesRemoved = from == to ? 0 : 1,
        Hunks = from == to ? [] : [new DiffHunk(11, 4, 11, 5)
        {
            Lines =
            [
                new(DiffLineKinds.Context, "  - name: review"), new(DiffLineKinds.Removed, "    timeout: 5m"),
                new(DiffLineKinds.Added, "    timeout: 10m"), new(DiffLineKinds.Added, $"    task: \"Look for <b>wrong</b> sums{new string('.', 160)}\""), new(DiffLineKinds.Context, "    end: true"),
            ],
        }],
        Changes = from == to ? [] :
        [
            new("added", "agent", "auditor"),
            new("changed", "state", "review") { Parts = [new("timeout", Json.Parse("\"300s\""), Json.Parse("\"600s\"")), new("task", null, Json.Parse("\"Look for <b>wrong</b> sums\""))] },
            new("removed", "state", "gather/pods/check"),
        ],
    };

    private static WorkflowVersion Version(int number, string? label, bool isCurrent)
        => new(number, label, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", FakeWorkflows.Now.AddDays(number - 4)) { IsCurrent = isCurrent };
}
