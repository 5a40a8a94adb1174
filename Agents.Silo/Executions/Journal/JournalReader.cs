using System.Data.Common;
using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Executions.Journal;

/// <summary>An event and its number.</summary>
/// <param name="Seq">From 1, without gaps.</param>
/// <param name="Event">The event.</param>
internal sealed record StoredEvent(long Seq, ExecutionEvent Event);

/// <summary>An execution and when it is due.</summary>
internal sealed record DueExecution
{
    public required string Id { get; init; }

    public required DateTimeOffset DueAt { get; init; }
}

/// <summary>An execution that waits for its turn.</summary>
internal sealed record QueuedRow
{
    public required long Number { get; init; }

    public required string Id { get; init; }

    public required string WorkflowId { get; init; }
}

/// <summary>Reads journals.</summary>
internal sealed class JournalReader(IDatabase database)
{
    private const int AppendsPerRead = 500;

    private readonly SqlFile _sql = database.Queries("journal");

    /// <summary>The events after a number, in order; all of them by default.</summary>
    /// <param name="executionId">The execution.</param>
    /// <param name="afterSeq">Events up to this number are left out.</param>
    /// <param name="limit">At most this many.</param>
    /// <exception cref="InvalidDataException">The journal has a gap or an event that this version does not know.</exception>
    public async Task<IReadOnlyList<StoredEvent>> ReadAsync(string executionId, long afterSeq = 0, int limit = int.MaxValue)
    {
        await using var connection = await database.OpenAsync();
        var events = new List<StoredEvent>();
        var last = afterSeq;
        while (events.Count < limit)
        {
            var rows = (await connection.QueryAsync<(long Seq, string Events)>(
                _sql["ReadEvents"], new { ExecutionId = executionId, AfterSeq = last, Limit = AppendsPerRead })).AsList();
            foreach (var row in rows)
            {
                last = Append(events, row, last, executionId, hash => ReadBlob(connection, hash));
            }

            if (rows.Count < AppendsPerRead)
            {
                break;
            }
        }

        return events.Count <= limit ? events : events.GetRange(0, limit);
    }

    /// <summary>The execution as its journal tells it; <see cref="ExecutionState.None"/> where there is no journal.</summary>
    public async Task<ExecutionState> FoldAsync(string executionId) => Fold(await ReadAsync(executionId));

    /// <summary>The state after these events, which begin with the first.</summary>
    public static ExecutionState Fold(IEnumerable<StoredEvent> events)
        => Execution.Fold(ExecutionState.None, events.Select(static stored => stored.Event));

    /// <summary>A value of a column, read from its blob where it is large.</summary>
    public async Task<JsonValue> ReadValueAsync(string column)
    {
        await using var connection = await database.OpenAsync();
        return EventEncoding.ResolveValue(JsonValue.Parse(column), hash => ReadBlob(connection, hash));
    }

    /// <summary>Executions that run, oldest first, after an id: those that no time and nobody else will wake.</summary>
    public async Task<IReadOnlyList<string>> ListAwakeAsync(string after, int limit)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<string>(_sql["ListAwake"], new { After = after, Limit = limit })).AsList();
    }

    /// <summary>Executions that wait for their turn, in the order in which they were recorded, after a number.</summary>
    public async Task<IReadOnlyList<QueuedRow>> ListQueuedAsync(long after, int limit)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<QueuedRow>(_sql["ListQueued"], new { After = after, Limit = limit })).AsList();
    }

    /// <summary>Executions whose time has come, the one that is due longest first, after a time and an id.</summary>
    public async Task<IReadOnlyList<DueExecution>> ListDueAsync(DateTimeOffset now, DueExecution? after, int limit)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<DueExecution>(
            _sql["ListDue"], new { Now = now, AfterTime = after?.DueAt ?? DateTimeOffset.UnixEpoch, AfterId = after?.Id ?? "", Limit = limit })).AsList();
    }

    private static long Append(List<StoredEvent> events, (long Seq, string Events) row, long last, string executionId, Func<string, JsonValue> readBlob)
    {
        if (row.Seq > last + 1)
        {
            throw new InvalidDataException($"The journal of execution {executionId} has a gap between {last} and {row.Seq}.");
        }

        var seq = row.Seq;
        foreach (var happened in EventEncoding.Decode(row.Events, readBlob))
        {
            if (seq > last)
            {
                events.Add(new StoredEvent(seq, happened));
                last = seq;
            }

            seq++;
        }

        return last;
    }

    private JsonValue ReadBlob(DbConnection connection, string hash)
        => JsonValue.ParseOwn(connection.QuerySingleOrDefault<byte[]>(_sql["ReadBlob"], new { Hash = hash })
            ?? throw new InvalidDataException($"The value {hash} is missing from the table blobs."));
}
