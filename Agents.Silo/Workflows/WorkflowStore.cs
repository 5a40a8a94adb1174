using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Agents.Core.Workflows;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Workflows;

/// <summary>Workflows and their versions. A version is never changed; the same content is the same version.</summary>
internal sealed class WorkflowStore(Database database, TimeProvider time)
{
    private static readonly SqlFile Sql = SqlFile.Read("Sqlite.workflows.sql");

    /// <summary>Stores a definition that was loaded without errors; gives its version and whether it is new.</summary>
    public async Task<(int Version, bool IsNew)> SaveAsync(Workflow plan, string definition, string fileName)
    {
        await using var connection = database.Open();
        // One writer at a time decides the next number.
        await using var transaction = connection.BeginTransaction(deferred: false);
        var hash = Hash(definition);
        var known = await connection.QuerySingleOrDefaultAsync<long?>(Sql["FindVersionByHash"], new { plan.Id, ContentHash = hash }, transaction);
        var version = known ?? (await connection.ExecuteScalarAsync<long>(Sql["CountVersions"], new { plan.Id }, transaction)) + 1;
        var now = SqliteTime.ToText(time.GetUtcNow());
        await connection.ExecuteAsync(
            Sql["UpsertWorkflow"],
            new { plan.Id, plan.Name, plan.Description, Version = version, Tags = JsonSerializer.Serialize(plan.Tags), plan.Persona, Now = now },
            transaction);
        if (known is null)
        {
            await connection.ExecuteAsync(
                Sql["InsertVersion"],
                new { plan.Id, Version = version, Label = plan.Version, ContentHash = hash, FileName = fileName, Definition = definition, Now = now },
                transaction);
        }

        await transaction.CommitAsync();
        return ((int)version, known is null);
    }

    /// <summary>A version with its text; null where there is none. Without a number: the current one.</summary>
    public async Task<WorkflowVersionRow?> FindVersionAsync(string id, int? version)
    {
        await using var connection = database.Open();
        return await connection.QuerySingleOrDefaultAsync<WorkflowVersionRow>(Sql["GetVersion"], new { Id = id, Version = version });
    }

    /// <summary>The number of the current version; null where there is no such workflow.</summary>
    public async Task<int?> FindCurrentVersionAsync(string id)
    {
        await using var connection = database.Open();
        return (int?)await connection.ExecuteScalarAsync<long?>(Sql["GetCurrentVersion"], new { Id = id });
    }

    public async Task<IReadOnlyList<WorkflowVersionRow>> ListVersionsAsync(string id)
    {
        await using var connection = database.Open();
        return (await connection.QueryAsync<WorkflowVersionRow>(Sql["ListVersions"], new { Id = id })).AsList();
    }

    public async Task<WorkflowRow?> FindAsync(string id)
    {
        await using var connection = database.Open();
        return await connection.QuerySingleOrDefaultAsync<WorkflowRow>(Sql["GetRow"], new { Id = id });
    }

    public async Task<IReadOnlyList<WorkflowRow>> ListAsync(WorkflowFilter filter)
    {
        await using var connection = database.Open();
        return (await connection.QueryAsync<WorkflowRow>(Sql["ListRows"], new
        {
            filter.After,
            filter.Status,
            filter.Persona,
            filter.Tag,
            Pattern = LikePattern.Containing(filter.Query),
            filter.Limit,
        })).AsList();
    }

    /// <summary>The newest execution and the share of completed ones since a time; nulls where there was none.</summary>
    public async Task<(LastExecutionRow? Last, double? SuccessRate)> GetStatisticsAsync(string id, DateTimeOffset since)
    {
        await using var connection = database.Open();
        var last = await connection.QuerySingleOrDefaultAsync<LastExecutionRow>(Sql["LastExecution"], new { Id = id });
        var rate = last is null ? null : await connection.ExecuteScalarAsync<double?>(Sql["SuccessRate"], new { Id = id, Since = SqliteTime.ToText(since) });
        return (last, rate);
    }

    private static string Hash(string definition) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(definition)));
}
