using System.Text.Json;

namespace Agents.Client.Workflows;

/// <summary>How two versions of a workflow differ: in their text, and in what they do.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="From">The version on the left, whose lines are removed.</param>
/// <param name="To">The version on the right, whose lines are added.</param>
public sealed record WorkflowDiff(string WorkflowId, int From, int To)
{
    /// <summary>Lines that only the right one has.</summary>
    public int LinesAdded { get; init; }

    /// <summary>Lines that only the left one has.</summary>
    public int LinesRemoved { get; init; }

    /// <summary>The text's differences with three lines around each; empty where the texts are equal.</summary>
    public IReadOnlyList<DiffHunk> Hunks { get; init; } = [];

    /// <summary>
    /// The differences in meaning: settings, schemas, agents, states, transitions. Empty where only comments, order or spelling changed.
    /// </summary>
    public IReadOnlyList<WorkflowChangeRecord> Changes { get; init; } = [];
}

/// <summary>Lines that belong together, as a unified diff has them.</summary>
/// <param name="FromLine">The first line on the left, from 1; 0 where the left is empty.</param>
/// <param name="FromCount">How many lines of the left it has.</param>
/// <param name="ToLine">The first line on the right, from 1; 0 where the right is empty.</param>
/// <param name="ToCount">How many lines of the right it has.</param>
public sealed record DiffHunk(int FromLine, int FromCount, int ToLine, int ToCount)
{
    /// <summary>The lines in order, removed ones before added ones.</summary>
    public IReadOnlyList<DiffLine> Lines { get; init; } = [];
}

/// <summary>A line of a <see cref="DiffHunk"/>.</summary>
/// <param name="Kind"><c>context</c>, <c>removed</c> or <c>added</c>: <see cref="DiffLineKinds"/>.</param>
/// <param name="Text">The line without its end.</param>
public sealed record DiffLine(string Kind, string Text);

/// <summary>The values of <see cref="DiffLine.Kind"/>.</summary>
public static class DiffLineKinds
{
    /// <summary>Both have it.</summary>
    public const string Context = "context";

    /// <summary>Only the left has it.</summary>
    public const string Removed = "removed";

    /// <summary>Only the right has it.</summary>
    public const string Added = "added";
}

/// <summary>One difference in meaning.</summary>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Subject"><c>setting</c>, <c>schema</c>, <c>agent</c>, <c>state</c> or <c>transition</c>.</param>
/// <param name="Name">The thing; nested states with those around them: <c>gather/pods/check</c>.</param>
public sealed record WorkflowChangeRecord(string Kind, string Subject, string Name)
{
    /// <summary>What is different in it; empty where it came or went as a whole.</summary>
    public IReadOnlyList<ChangedPartRecord> Parts { get; init; } = [];
}

/// <summary>One value that is different.</summary>
/// <param name="Path">Where in the thing: <c>retry.maxAttempts</c>; empty for the whole of it.</param>
/// <param name="Before">The value on the left; null where there is none.</param>
/// <param name="After">The value on the right; null where there is none.</param>
public sealed record ChangedPartRecord(string Path, JsonElement? Before, JsonElement? After);
