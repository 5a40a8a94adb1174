using System.Data.Common;
using Agents.Client.Schedules;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Schedules;

/// <summary>The tables <c>schedules</c> and <c>schedule_firings</c> for those who make, change and read them; <see cref="FiringStore"/> fires.</summary>
internal sealed class ScheduleStore(IDatabase database, TimeProvider time)
{
    private readonly SqlFile _sql = database.Queries("schedules");

    public async Task<ScheduleRow?> FindAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleOrDefaultAsync<ScheduleRow>(_sql["Get"], new { Id = id });
    }

    public async Task<IReadOnlyList<ScheduleRow>> ListAsync(string? workflowId, string? deploymentId, string? after, int limit)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<ScheduleRow>(_sql["List"], new { WorkflowId = workflowId, DeploymentId = deploymentId, After = after, Limit = limit })).AsList();
    }

    public async Task<long> CountAsync(string? workflowId, string? deploymentId)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteScalarAsync<long>(_sql["Count"], new { WorkflowId = workflowId, DeploymentId = deploymentId });
    }

    /// <summary>Schedules that a workflow declared for a deployment that is gone.</summary>
    public async Task<IReadOnlyList<string>> ListDeclaredWithoutDeploymentAsync()
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<string>(_sql["ListDeclaredWithoutDeployment"])).AsList();
    }

    /// <summary>False where the id is taken.</summary>
    public async Task<bool> CreateAsync(ScheduleRow row)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteAsync(_sql["Create"], row) == 1;
    }

    /// <summary>Changes a schedule as it is now, however often it has fired meanwhile; null where there is none.</summary>
    public async Task<ScheduleRow?> ChangeAsync(string id, Func<ScheduleRow, ScheduleRow> change)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        if (await connection.QuerySingleOrDefaultAsync<ScheduleRow>(_sql["Get"], new { Id = id }, transaction) is not { } before)
        {
            return null;
        }

        var after = change(before) with { UpdatedAt = time.GetUtcNow() };
        await WriteAsync(connection, transaction, before, after);
        await transaction.CommitAsync();
        return after;
    }

    /// <summary>False where there is none.</summary>
    public async Task<bool> DeleteAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        await connection.ExecuteAsync(_sql["DeleteFirings"], new { Id = id }, transaction);
        var isDeleted = await connection.ExecuteAsync(_sql["Delete"], new { Id = id }, transaction) == 1;
        await transaction.CommitAsync();
        return isDeleted;
    }

    /// <summary>What became of a schedule's due times, the latest first.</summary>
    public async Task<IReadOnlyList<ScheduleFiringRecord>> ListFiringsAsync(string id, DateTimeOffset? before, int limit)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<ScheduleFiringRecord>(_sql["ListFirings"], new { Id = id, Before = before, Limit = limit })).AsList();
    }

    /// <summary>Removes all but the newest firings of every schedule; those that are not over stay.</summary>
    public async Task RemoveOldFiringsAsync(int kept, CancellationToken cancellationToken)
    {
        const int PageSize = 500;
        await using var connection = await database.OpenAsync();
        for (var (after, count) = ("", PageSize); count == PageSize;)
        {
            var ids = (await connection.QueryAsync<string>(_sql["ListIds"], new { After = after, Limit = PageSize })).AsList();
            foreach (var id in ids)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await connection.ExecuteAsync(_sql["RemoveOldFirings"], new { Id = id, Kept = kept });
            }

            (after, count) = (ids.Count == 0 ? after : ids[^1], ids.Count);
        }
    }

    // What fell due while it was paused is told in one row.
    private async Task WriteAsync(DbConnection connection, DbTransaction transaction, ScheduleRow before, ScheduleRow after)
    {
        await connection.ExecuteAsync(_sql["Change"], after, transaction);
        if (!before.IsActive && after.IsActive && SchedulePauses.Passed(before, time.GetUtcNow()) is { } passed)
        {
            await connection.ExecuteAsync(_sql["InsertFiring"], new
            {
                ScheduleId = before.Id,
                DueAt = passed.From,
                UntilAt = passed.From == passed.Until ? (DateTimeOffset?)null : passed.Until,
                Status = FiringStatuses.Skipped,
                Reason = FiringReasons.Paused,
                ExecutionId = (string?)null,
                Now = time.GetUtcNow(),
            }, transaction);
        }
    }
}
