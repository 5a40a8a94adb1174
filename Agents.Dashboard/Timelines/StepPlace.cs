using Agents.Client.Executions;

namespace Agents.Dashboard.Timelines;

/// <summary>Where a step ran, as its row shows it.</summary>
internal static class StepPlace
{
    private const int Deepest = 4;

    /// <summary>How many branches it lies in, as far as rows are indented.</summary>
    public static int Depth(StepRecord step) => Math.Min(step.Branch?.Count(static letter => letter == '#') ?? 0, Deepest);

    /// <summary>The state, after the branch or item where it ran in one.</summary>
    public static string Name(StepRecord step) => step.Branch is { } path ? $"{path[(path.LastIndexOf('/') + 1)..]} › {step.State}" : step.State;
}
