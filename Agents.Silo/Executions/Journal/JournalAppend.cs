namespace Agents.Silo.Executions.Journal;

/// <summary>Everything that one decision makes durable, in one transaction.</summary>
/// <param name="ExecutionId">The execution.</param>
/// <param name="FirstSeq">The number of the first event: one more than the journal has.</param>
/// <param name="Count">How many events.</param>
/// <param name="Events">The events as a JSON array in UTF-8.</param>
/// <param name="Blobs">Large values that the events refer to.</param>
/// <param name="Execution">The execution's row; null where it does not change.</param>
/// <param name="Steps">Rows of steps that ended.</param>
internal sealed record JournalAppend(
    string ExecutionId,
    long FirstSeq,
    int Count,
    ReadOnlyMemory<byte> Events,
    IReadOnlyList<Blob> Blobs,
    ExecutionRow? Execution,
    StepRow[] Steps)
{
    /// <summary>More rows that the events change, in the same transaction.</summary>
    public JournalRow[] Also { get; init; } = [];

    public long LastSeq => FirstSeq + Count - 1;
}

/// <summary>A value over 32 KB, kept once.</summary>
/// <param name="Hash">SHA-256 in lower-case hex.</param>
/// <param name="Data">The value as JSON in UTF-8.</param>
internal sealed record Blob(string Hash, ReadOnlyMemory<byte> Data);

/// <summary>The journal has moved on: another activation appended first. This one is to forget what it knows.</summary>
internal sealed class JournalConflictException(string executionId)
    : Exception($"The journal of execution {executionId} was continued by another activation.");
