using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Environments;

/// <summary>A row of <c>synced_files</c>: what a file was stored as.</summary>
internal sealed record SyncedFileRow
{
    public required string File { get; init; }

    public required string WorkflowId { get; init; }

    public required string ContentHash { get; init; }

    /// <summary>Whether the file was gone at the latest sync.</summary>
    public bool IsGone { get; init; }
}

/// <summary>What the workflow files of environments were stored as.</summary>
internal sealed class SyncedFileStore(IDatabase database, TimeProvider time)
{
    private readonly SqlFile _sql = database.Queries("agents");

    public async Task<IReadOnlyList<SyncedFileRow>> ListAsync(string environment)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<SyncedFileRow>(_sql["ListSynced"], new { Environment = environment })).AsList();
    }

    public async Task SetAsync(SyncedFileRow row, string environment)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(
            _sql["SetSynced"],
            new { Environment = environment, row.File, row.WorkflowId, row.ContentHash, IsGone = row.IsGone ? 1L : 0L, Now = time.GetUtcNow() });
    }
}
