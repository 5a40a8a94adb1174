using System.Text.Json;
using Agents.Client.Workflows;
using Agents.Core.Workflows;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Workflows;

/// <summary>Workflows and their versions. A version is never changed; the same content is the same version.</summary>
internal sealed class WorkflowStore(IDatabase database, TimeProvider time)
{
    private readonly SqlFile _sql = database.Queries("workflows");

    /// <summary>Stores a definition that was loaded without errors and makes its version the current one.</summary>
    /// <param name="plan">What it loads as.</param>
    /// <param name="definition">Its text.</param>
    /// <param name="fileName">Its file's name.</param>
    /// <param name="expected">Only where this version is the current one, or this very content is; null stores in any case.</param>
    public async Task<SaveOutcome> SaveAsync(Workflow plan, string definition, string fileName, int? expected = null)
    {
        await using var connection = await database.OpenAsync();
        // One writer at a time decides the next number.
        await using var transaction = await database.BeginAloneAsync(connection);
        var hash = ContentHash.Of(definition);
        var known = await connection.QuerySingleOrDefaultAsync<long?>(_sql["FindVersionByHash"], new { plan.Id, ContentHash = hash }, transaction);
        var standing = await connection.QuerySingleOrDefaultAsync<WorkflowStanding>(_sql["GetStanding"], new { plan.Id }, transaction);
        if (expected is not null && standing?.CurrentVersion != expected && (known is null || standing?.CurrentVersion != known))
        {
            return new SaveConflict((int?)standing?.CurrentVersion);
        }

        var version = known ?? (await connection.ExecuteScalarAsync<long>(_sql["CountVersions"], new { plan.Id }, transaction)) + 1;
        var now = time.GetUtcNow();
        await connection.ExecuteAsync(
            _sql["UpsertWorkflow"],
            new { plan.Id, plan.Name, plan.Description, Version = version, Tags = JsonSerializer.Serialize(plan.Tags), plan.Persona, plan.Difficulty, Now = now },
            transaction);
        if (known is null)
        {
            await connection.ExecuteAsync(
                _sql["InsertVersion"],
                new { plan.Id, Version = version, Label = plan.Version, ContentHash = hash, FileName = fileName, Definition = definition, Now = now },
                transaction);
        }

        await transaction.CommitAsync();
        return new SavedVersion((int)version, known is null);
    }

    /// <summary>Makes a stored version the current one. Doing it twice is doing it once.</summary>
    public async Task MakeCurrentAsync(StoredWorkflow workflow)
    {
        var plan = workflow.Plan;
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["MakeCurrent"], new
        {
            plan.Id,
            plan.Name,
            plan.Description,
            workflow.Version,
            Tags = JsonSerializer.Serialize(plan.Tags),
            plan.Persona,
            plan.Difficulty,
            Now = time.GetUtcNow(),
        });
    }

    /// <summary>Lets a workflow start executions, or not; false where there is no such workflow.</summary>
    public async Task<bool> SetEnabledAsync(string id, bool isEnabled)
    {
        await using var connection = await database.OpenAsync();
        var status = isEnabled ? WorkflowStatuses.Active : WorkflowStatuses.Disabled;
        return await connection.ExecuteAsync(_sql["SetStatus"], new { Id = id, Status = status }) > 0;
    }

    /// <summary>Removes a workflow that never ran; disables one that did. Null where there is no such workflow, else whether it is removed.</summary>
    public async Task<bool?> RemoveAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        var isRemoved = await connection.ExecuteAsync(_sql["RemoveUnused"], new { Id = id, Now = time.GetUtcNow() }, transaction) > 0;
        var isDisabled = !isRemoved && await connection.ExecuteAsync(_sql["SetStatus"], new { Id = id, Status = WorkflowStatuses.Disabled }, transaction) > 0;
        await transaction.CommitAsync();
        return isRemoved || isDisabled ? isRemoved : null;
    }

    /// <summary>A version with its text; null where there is none. Without a number: the current one.</summary>
    public async Task<WorkflowVersionRow?> FindVersionAsync(string id, int? version)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleOrDefaultAsync<WorkflowVersionRow>(_sql["GetVersion"], new { Id = id, Version = version });
    }

    /// <summary>The current version and whether it may start; null where there is no such workflow.</summary>
    public async Task<WorkflowStanding?> FindStandingAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleOrDefaultAsync<WorkflowStanding>(_sql["GetStanding"], new { Id = id });
    }

    public async Task<IReadOnlyList<WorkflowVersionRow>> ListVersionsAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<WorkflowVersionRow>(_sql["ListVersions"], new { Id = id })).AsList();
    }

    public async Task<WorkflowRow?> FindAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleOrDefaultAsync<WorkflowRow>(_sql["GetRow"], new { Id = id });
    }

    public async Task<IReadOnlyList<WorkflowRow>> ListAsync(WorkflowFilter filter)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<WorkflowRow>(_sql["ListRows"], Parameters(filter))).AsList();
    }

    /// <summary>How many workflows a list has on all its pages.</summary>
    public async Task<long> CountAsync(WorkflowFilter filter)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteScalarAsync<long>(_sql["CountRows"], Parameters(filter));
    }

    /// <summary>The newest execution and the share of completed ones among those that nobody cancelled, since a time; nulls where there was none.</summary>
    public async Task<(LastExecutionRow? Last, double? SuccessRate)> GetStatisticsAsync(string id, DateTimeOffset since)
    {
        await using var connection = await database.OpenAsync();
        var last = await connection.QuerySingleOrDefaultAsync<LastExecutionRow>(_sql["LastExecution"], new { Id = id });
        var rate = last is null ? null : await connection.ExecuteScalarAsync<double?>(_sql["SuccessRate"], new { Id = id, Since = since });
        return (last, rate);
    }

    private static object Parameters(WorkflowFilter filter)
        => new { filter.After, filter.Status, filter.Persona, filter.Difficulty, filter.Tag, Pattern = LikePattern.Containing(filter.Query), filter.Limit };
}
