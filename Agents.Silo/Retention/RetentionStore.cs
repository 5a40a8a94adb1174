using System.Data.Common;
using System.Text.Json;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Retention;

/// <summary>How long ended executions are kept, and what became of those that were not.</summary>
internal sealed record RetentionRow
{
    public long? Days { get; init; }

    public required DateTimeOffset NextRunAt { get; init; }

    public DateTimeOffset? LastRunAt { get; init; }

    public long LastRemoved { get; init; }

    public long LastRemovedBytes { get; init; }

    public long TotalRemoved { get; init; }

    public long TotalRemovedBytes { get; init; }
}

/// <summary>How large the database is.</summary>
internal sealed record DatabaseSize
{
    public long SizeBytes { get; init; }

    /// <summary>What of it is free for new rows; null where the database does not say.</summary>
    public long? FreeBytes { get; init; }
}

/// <summary>What one transaction removed.</summary>
/// <param name="Executions">How many.</param>
/// <param name="Bytes">What they held, without the database's own overhead.</param>
/// <param name="Last">The last one; empty where there was none.</param>
internal readonly record struct RemovedBatch(int Executions, long Bytes, string Last);

/// <summary>Which ended executions are too old.</summary>
/// <param name="DeploymentId">Of which deployment; null means all those whose deployment says nothing itself.</param>
/// <param name="Days">Days from their ends.</param>
internal sealed record RetentionRule(string? DeploymentId, long Days);

/// <summary>Removes ended executions with everything that is theirs.</summary>
internal sealed class RetentionStore(IDatabase database, TimeProvider time)
{
    private static readonly string[] ByNumber = ["RemoveJournals", "RemoveSteps", "RemoveExecutions"];

    private static readonly string[] ById = ["RemoveApprovals", "RemoveForks", "RemoveKeys", "RemoveWebhooks", "RemoveBudgets"];

    private const int KeysAtOnce = 500;

    private readonly SqlFile _sql = database.Queries("retention");

    public async Task<RetentionRow> ReadAsync()
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleAsync<RetentionRow>(_sql["Read"]);
    }

    /// <summary>Which executions go when; none where all are kept for ever.</summary>
    public async Task<IReadOnlyList<RetentionRule>> ListRulesAsync()
    {
        await using var connection = await database.OpenAsync();
        var own = await connection.QueryAsync<(string Id, long Days)>(_sql["ListOwn"]);
        var rules = own.Select(static rule => new RetentionRule(rule.Id, rule.Days));
        return (await ReadAsync()).Days is { } days ? [new RetentionRule(null, days), .. rules] : [.. rules];
    }

    public async Task<DatabaseSize> ReadSizeAsync()
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleAsync<DatabaseSize>(_sql["ReadSize"]);
    }

    /// <summary>Sets how many days; null is for ever.</summary>
    public async Task SetDaysAsync(int? days)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["SetDays"], new { Days = days, Now = time.GetUtcNow() });
    }

    /// <summary>Says that a run begins here, and when the next one is due; false where none is due, or another silo was faster.</summary>
    /// <param name="due">A run is due where its time is not after this.</param>
    /// <param name="next">When the next one is due.</param>
    public async Task<bool> TryBeginAsync(DateTimeOffset due, DateTimeOffset next)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteAsync(_sql["Claim"], new { Due = due, NextRunAt = next, Now = time.GetUtcNow() }) > 0;
    }

    /// <summary>Removes the next few that are too old by a rule, in one transaction: a process that dies in it has removed none of them.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="after">Those up to this id were looked at before.</param>
    /// <param name="limit">How many at most: other writers wait meanwhile.</param>
    public async Task<RemovedBatch> RemoveAsync(RetentionRule rule, string after, int limit)
    {
        var before = time.GetUtcNow() - TimeSpan.FromDays(rule.Days);
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        var expired = (await connection.QueryAsync<(long Number, string Id)>(
            rule.DeploymentId is null ? _sql["ListExpired"] : _sql["ListExpiredOf"],
            new { rule.DeploymentId, After = after, YoungestId = YoungestId(before), Before = before, Limit = limit },
            transaction)).AsList();
        if (expired.Count == 0)
        {
            return new RemovedBatch(0, 0, "");
        }

        var given = new
        {
            Numbers = JsonSerializer.Serialize(expired.Select(static row => row.Number)),
            Ids = JsonSerializer.Serialize(expired.Select(static row => row.Id)),
        };
        var bytes = await connection.ExecuteScalarAsync<long>(_sql["Measure"], given, transaction);
        bytes += await RemoveBlobsAsync(connection, given, transaction);
        foreach (var query in ById.Concat(ByNumber))
        {
            await connection.ExecuteAsync(_sql[query], given, transaction);
        }

        await connection.ExecuteAsync(_sql["Count"], new { Removed = expired.Count, Bytes = bytes }, transaction);
        await transaction.CommitAsync();
        return new RemovedBatch(expired.Count, bytes, expired[^1].Id);
    }

    /// <summary>Removes idempotency keys that nobody asked for since a time and whose executions were never recorded; gives how many.</summary>
    public async Task<int> RemoveUnusedKeysAsync(DateTimeOffset before)
    {
        await using var connection = await database.OpenAsync();
        var (removed, last) = (0, "");
        while (true)
        {
            // Read first: looking at all keys must keep nobody from writing.
            var unused = (await connection.QueryAsync<(string Scope, string Key, string ExecutionId)>(
                _sql["ListUnusedKeys"], new { After = last, YoungestId = YoungestId(before), Before = before, Limit = KeysAtOnce })).AsList();
            foreach (var (scope, key, _) in unused)
            {
                removed += await connection.ExecuteAsync(_sql["RemoveUnusedKey"], new { Scope = scope, Key = key, Before = before });
            }

            if (unused.Count < KeysAtOnce)
            {
                return removed;
            }

            last = unused[^1].ExecutionId;
        }
    }

    // Values that only these executions refer to.
    private async Task<long> RemoveBlobsAsync(DbConnection connection, object given, DbTransaction transaction)
    {
        var hashes = (await connection.QueryAsync<string>(_sql["ListBlobs"], given, transaction)).Distinct().ToList();
        if (hashes.Count == 0)
        {
            return 0;
        }

        await connection.ExecuteAsync(_sql["ForgetUses"], given, transaction);
        var blobs = new { Hashes = JsonSerializer.Serialize(hashes) };
        var bytes = await connection.ExecuteScalarAsync<long>(_sql["MeasureBlobs"], blobs, transaction);
        await connection.ExecuteAsync(_sql["RemoveBlobs"], blobs, transaction);
        return bytes;
    }

    // Every id that is less began before that time.
    private static string YoungestId(DateTimeOffset before)
    {
        var milliseconds = Math.Max(before.ToUnixTimeMilliseconds(), 0).ToString("x12", System.Globalization.CultureInfo.InvariantCulture);
        return $"{milliseconds[..8]}-{milliseconds[8..]}";
    }
}
