using Agents.Core.Json;

namespace Agents.Core.Executions.Bottlenecks;

/// <summary>Where an execution's time went.</summary>
/// <param name="Slowest">The step that took the longest.</param>
/// <param name="Path">The steps that decided how long it took.</param>
/// <param name="Total">How long the whole took, waits before the first step included.</param>
public sealed record Bottleneck(StepSpan Slowest, CriticalPath Path, TimeSpan Total)
{
    /// <summary>How many steps of the path are shown: the longest ones, in the order in which they ran.</summary>
    public const int StepsShown = 100;

    /// <summary>The slowest step's part of the whole, 0 to 1.</summary>
    public double Share => ShareOf(Slowest.Duration);

    /// <summary>The path's part of the whole, 0 to 1.</summary>
    public double PathShare => ShareOf(Path.Duration);

    /// <summary>The steps of the path that are shown.</summary>
    public IReadOnlyList<StepSpan> Shown => Path.Steps.Count <= StepsShown
        ? Path.Steps
        : [.. Path.Steps.OrderByDescending(static step => step.Duration).Take(StepsShown).OrderBy(static step => step.StartedAt)];

    /// <summary>Where the time went; null where nothing took any.</summary>
    /// <param name="spans">Steps that took time, in any order.</param>
    /// <param name="total">How long the whole took.</param>
    public static Bottleneck? Of(IReadOnlyCollection<StepSpan> spans, TimeSpan total)
        => spans.Count == 0 || total <= TimeSpan.Zero ? null : new Bottleneck(spans.MaxBy(static span => span.Duration), CriticalPath.Of(spans), total);

    /// <summary>As the table <c>executions</c> and the API write it.</summary>
    public JsonObject ToJson() => JsonObject.Of(
        ("state", Slowest.State),
        ("step_id", Slowest.Id.Value),
        ("duration_seconds", Slowest.Duration.TotalSeconds),
        ("share", Share),
        ("critical_path", JsonObject.Of(
            ("duration_seconds", Path.Duration.TotalSeconds),
            ("share", PathShare),
            ("step_count", Path.Steps.Count),
            ("steps", JsonArray.From(Shown.Select(static step => (JsonValue)JsonObject.Of(
                ("step_id", step.Id.Value),
                ("state", step.State),
                ("branch", step.Branch.Length == 0 ? JsonValue.Null : step.Branch),
                ("duration_seconds", step.Duration.TotalSeconds))))))));

    private double ShareOf(TimeSpan part) => Math.Min(1, part / Total);
}
