using Agents.Client.Problems;

namespace Agents.Client.AgentFiles;

/// <summary>What became of the files of environments.</summary>
/// <param name="Files">Each file.</param>
/// <param name="IsDry">Whether nothing was stored.</param>
public sealed record SyncReport(IReadOnlyList<SyncedFile> Files, bool IsDry);

/// <summary>What became of one file.</summary>
/// <param name="File">Its path from the folder of environments.</param>
/// <param name="Kind"><c>agent</c> or <c>workflow</c>.</param>
/// <param name="Outcome">One of <see cref="SyncOutcomes"/>.</param>
public sealed record SyncedFile(string File, string Kind, string Outcome)
{
    /// <summary>The agent's name or the workflow's id; null where the file gives none.</summary>
    public string? Id { get; init; }

    /// <summary>The version that a workflow's file is stored as; null where it is not stored, and for agents.</summary>
    public int? Version { get; init; }

    /// <summary>What is wrong with the file, or worth knowing.</summary>
    public IReadOnlyList<DiagnosticRecord> Diagnostics { get; init; } = [];
}

/// <summary>The values of <see cref="SyncedFile.Outcome"/>.</summary>
public static class SyncOutcomes
{
    /// <summary>The content is new, and is what new executions get.</summary>
    public const string Stored = "stored";

    /// <summary>It is as it was.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>The file is gone; what it gave is kept for executions that have it, and starts nothing more.</summary>
    public const string Disabled = "disabled";

    /// <summary>The file is wrong: the workflow that it gave before stays as it is, and no new execution gets the agent.</summary>
    public const string Invalid = "invalid";
}
