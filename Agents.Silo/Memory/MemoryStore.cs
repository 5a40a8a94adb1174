using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Memory;

/// <summary>A row of <c>memory_records</c>.</summary>
internal sealed record MemoryRow(
    string Id, string Scope, string Owner, string Key, string Value, string ExecutionId, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ExpiresAt);

/// <summary>Which records to list; null does not choose.</summary>
internal sealed record MemorySelection
{
    public string? Scope { get; init; }

    public string? Owner { get; init; }

    public string? Key { get; init; }

    public string? Query { get; init; }

    public DateTimeOffset? AfterTime { get; init; }

    public string? AfterId { get; init; }

    public required int Limit { get; init; }
}

/// <summary>The table <c>memory_records</c>.</summary>
internal sealed class MemoryStore(IDatabase database, IdGenerator ids, TimeProvider time)
{
    private static readonly TimeSpan NotedFor = TimeSpan.FromHours(1);

    private readonly SqlFile _sql = database.Queries("memory");

    /// <summary>
    /// Writes a record over any of its key, and lets the oldest go where there are too many. A call that is made again after a crash changes nothing, whatever others
    /// have written meanwhile.
    /// </summary>
    public async Task WriteAsync(MemoryPlace place, string key, JsonValue value, MemoryOptions options, string callKey, string executionId)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        if (await connection.ExecuteAsync(_sql["NoteWrite"], new { CallKey = callKey, ExecutionId = executionId, Now = now }, transaction) == 0)
        {
            return;
        }

        await connection.ExecuteAsync(
            _sql["Write"],
            new { Id = ids.Next(), place.Scope, place.Owner, Key = key, Value = value.ToJson(), ExecutionId = executionId, Now = now, ExpiresAt = now + options.Ttl },
            transaction);
        await connection.ExecuteAsync(_sql["Trim"], new { place.Scope, place.Owner, Now = now, Most = options.MaxEntries }, transaction);
        await transaction.CommitAsync();
    }

    /// <summary>Records of one place, the latest first.</summary>
    public async Task<IReadOnlyList<MemoryRow>> ReadAsync(MemoryPlace place, string? key, string? query, int limit)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<MemoryRow>(
            _sql["Read"], new { place.Scope, place.Owner, Key = key, Pattern = LikePattern.Containing(query), Now = time.GetUtcNow(), Limit = limit })).AsList();
    }

    public async Task<IReadOnlyList<MemoryRow>> ListAsync(MemorySelection filter)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<MemoryRow>(
            _sql["List"],
            new { filter.Scope, filter.Owner, filter.Key, Pattern = LikePattern.Containing(filter.Query), filter.AfterTime, filter.AfterId, Now = time.GetUtcNow(), filter.Limit })).AsList();
    }

    /// <summary>False where there is none.</summary>
    public async Task<bool> DeleteAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteAsync(_sql["Delete"], new { Id = id }) > 0;
    }

    /// <summary>Removes records whose time is over, and notes about calls that nobody can make again.</summary>
    public async Task SweepAsync()
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["Sweep"], new { Now = time.GetUtcNow() });
        await connection.ExecuteAsync(_sql["SweepWrites"], new { Before = time.GetUtcNow() - NotedFor });
    }
}
