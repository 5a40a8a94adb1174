using Agents.Silo.Executions.Journal;

namespace Agents.Silo.Retention;

/// <summary>
/// How many executions one transaction removes, and how long is rested after it. While executions write it is few, with rests: SQLite has one writer, which they
/// would wait for. While none does it is more each time, at once, as long as a transaction is short enough for whoever begins to write in the middle of it.
/// </summary>
internal sealed class RetentionPace(JournalWriter writer, TimeProvider time)
{
    public const int Smallest = 20;

    public const int Largest = 1_280;

    private static readonly TimeSpan LongestTransaction = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    private long _commits;
    private long _began;

    /// <summary>How many the next transaction removes.</summary>
    public int Size { get; private set; } = Smallest;

    /// <summary>A transaction begins.</summary>
    public void Begin() => (_commits, _began) = (writer.Commits, time.GetTimestamp());

    /// <summary>It is over.</summary>
    public Task RestAsync(CancellationToken cancellationToken)
    {
        var isAlone = writer.IsIdle && writer.Commits == _commits;
        Size = !isAlone ? Smallest
            : time.GetElapsedTime(_began) > LongestTransaction ? Math.Max(Smallest, Size / 2)
            : Math.Min(Largest, Size * 2);
        return isAlone ? Task.CompletedTask : Task.Delay(Rest, time, cancellationToken);
    }
}
