using System.Runtime.InteropServices;
using Agents.Silo.Storage.Sqlite;

namespace Agents.Silo.Executions.Journal;

/// <summary>
/// Where each journal ends, and under which number its execution is stored. Known from memory while the writer's connection lives, because
/// nobody else writes the file; read from the table the first time. Forgotten with the connection, so that nothing rolled back is remembered.
/// </summary>
internal sealed class JournalPositions : IDisposable
{
    // 100 bytes each. Who is forgotten is read again.
    private const int MostKept = 100_000;

    private readonly Dictionary<string, Position> _known = new(StringComparer.Ordinal);
    private readonly PreparedStatement _read;
    private long _highest;

    public JournalPositions(PreparedStatement read, PreparedStatement readHighest)
    {
        _read = read;
        _highest = readHighest.TryReadPair(out var highest, out _) ? highest : 0;
    }

    /// <summary>
    /// The fence: takes the append into account and gives its execution's number, or 0 where the journal has moved on since the writer's
    /// caller read it, or where the execution does not exist.
    /// </summary>
    public long Advance(JournalAppend append)
    {
        ref var position = ref CollectionsMarshal.GetValueRefOrNullRef(_known, append.ExecutionId);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref position))
        {
            return AdvanceUnknown(append);
        }

        if (position.LastSeq != append.FirstSeq - 1)
        {
            return 0;
        }

        position.LastSeq = append.LastSeq;
        return position.Number;
    }

    /// <summary>Nothing is appended any more, or so rarely that it may be read again.</summary>
    public void Forget(string executionId) => _known.Remove(executionId);

    public void Dispose() => _read.Dispose();

    private long AdvanceUnknown(JournalAppend append)
    {
        var isKnown = _read.Bind(1, append.ExecutionId).TryReadPair(out var number, out var lastSeq);
        if (lastSeq != append.FirstSeq - 1 || (!isKnown && append.Execution is not { IsNew: true }))
        {
            return 0;
        }

        if (!isKnown)
        {
            number = ++_highest;
        }

        if (_known.Count >= MostKept)
        {
            _known.Clear();
        }

        _known.Add(append.ExecutionId, new Position { Number = number, LastSeq = append.LastSeq });
        return number;
    }

    private struct Position
    {
        public long Number;
        public long LastSeq;
    }
}
