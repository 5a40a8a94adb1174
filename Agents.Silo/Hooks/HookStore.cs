using Agents.Client.Hooks;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Hooks;

/// <summary>The tables <c>workflow_registrations</c> and <c>webhook_events</c>.</summary>
internal sealed class HookStore(IDatabase database, TimeProvider time)
{
    private readonly SqlFile _sql = database.Queries("hooks");

    public async Task<HookRow?> FindAsync(string name)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleOrDefaultAsync<HookRow>(_sql["Get"], new { Name = name });
    }

    public async Task<IReadOnlyList<HookRow>> ListAsync(string? after, int limit)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<HookRow>(_sql["List"], new { After = after, Limit = limit })).AsList();
    }

    /// <summary>False where the name is taken.</summary>
    public async Task<bool> CreateAsync(HookRow row)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteAsync(_sql["Create"], row) == 1;
    }

    /// <summary>Removes one with what came in; false where there is none.</summary>
    public async Task<bool> DeleteAsync(string name)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var isDeleted = await connection.ExecuteAsync(_sql["Delete"], new { Name = name }, transaction) == 1;
        await connection.ExecuteAsync(_sql["DeleteEvents"], new { Name = name }, transaction);
        await transaction.CommitAsync();
        return isDeleted;
    }

    /// <summary>Writes an event down, once: gives what is on disk of it, and whether that is this one.</summary>
    public async Task<(HookEventRow Event, bool IsNew)> RecordAsync(HookEventRow received)
    {
        await using var connection = await database.OpenAsync();
        var isNew = await connection.ExecuteAsync(_sql["InsertEvent"], received) == 1;
        return isNew ? (received, true) : (await connection.QuerySingleAsync<HookEventRow>(_sql["FindEvent"], new { received.Name, received.EventId }), false);
    }

    public async Task<HookEventRow?> FindEventAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleOrDefaultAsync<HookEventRow>(_sql["GetEvent"], new { Id = id });
    }

    /// <summary>What came in, the latest first.</summary>
    public async Task<IReadOnlyList<HookEventRecord>> ListEventsAsync(string? name, string? before, int limit)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<HookEventRecord>(_sql["ListEvents"], new { Name = name, Before = before, Limit = limit })).AsList();
    }

    /// <summary>Writes down what became of an event; a refusal is null where it has started.</summary>
    public async Task SettleAsync(string id, string? refusal)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["SettleEvent"], new { Id = id, Status = refusal is null ? HookEventStatuses.Started : HookEventStatuses.Refused, Detail = refusal });
    }

    /// <summary>Claims events that nobody has started since a time.</summary>
    public async Task<IReadOnlyList<HookEventRow>> ClaimLeftAsync(DateTimeOffset before, int limit)
    {
        await using var connection = await database.OpenAsync();
        var claimed = new List<HookEventRow>();
        foreach (var left in (await connection.QueryAsync<HookEventRow>(_sql["ListLeft"], new { Before = before, Limit = limit })).AsList())
        {
            if (await connection.ExecuteAsync(_sql["TryAgain"], new { left.Id, Before = before, Now = time.GetUtcNow() }) == 1)
            {
                claimed.Add(left);
            }
        }

        return claimed;
    }

    /// <summary>Removes what came in before a time.</summary>
    public async Task RemoveOldAsync(DateTimeOffset before)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["RemoveOldEvents"], new { Before = before });
    }
}
