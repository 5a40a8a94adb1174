using System.Text.Json;
using Agents.Silo.Executions.Forks;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Executions;

/// <summary>A row of <c>executions</c> as lists show it.</summary>
internal sealed record ExecutionListRow
{
    public required string Id { get; init; }

    public required string WorkflowId { get; init; }

    public required string WorkflowName { get; init; }

    public required long WorkflowVersion { get; init; }

    public required string Status { get; init; }

    public required string TriggerType { get; init; }

    public string? TriggeredBy { get; init; }

    public string? DeploymentId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public double? DurationSeconds { get; init; }

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    public double? TotalCostUsd { get; init; }

    public string? Error { get; init; }

    public required string RunMode { get; init; }
}

/// <summary>What a workflow's executions came to on average.</summary>
internal sealed record ExecutionAverages
{
    public long Count { get; init; }

    public double? Tokens { get; init; }

    public double? CostUsd { get; init; }

    public double? Seconds { get; init; }
}

/// <summary>What a list of executions wants; null means any.</summary>
internal sealed record ExecutionListFilter
{
    public IReadOnlyList<string> Statuses { get; init; } = [];

    public string? WorkflowId { get; init; }

    public string? DeploymentId { get; init; }

    public string? Source { get; init; }

    public string? Trigger { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public string? Query { get; init; }

    public string? Before { get; init; }

    public int Limit { get; init; } = 50;
}

/// <summary>Reads the table <c>executions</c>, which the journal's writer fills, and keeps idempotency keys.</summary>
internal sealed class ExecutionStore(IDatabase database, TimeProvider time)
{
    private readonly SqlFile _sql = database.Queries("executions");

    public async Task<ExecutionListRow?> FindAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleOrDefaultAsync<ExecutionListRow>(_sql["Get"], new { Id = id });
    }

    public async Task<IReadOnlyList<ExecutionListRow>> ListAsync(ExecutionListFilter filter)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<ExecutionListRow>(_sql["List"], Parameters(filter))).AsList();
    }

    public async Task<long> CountAsync(ExecutionListFilter filter)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteScalarAsync<long>(_sql["Count"], Parameters(filter));
    }

    /// <summary>Executions that repeat one, newest first.</summary>
    public async Task<IReadOnlyList<ExecutionListRow>> ListForksAsync(string id, string? before, int limit)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<ExecutionListRow>(_sql["ListForks"], new { Id = id, Before = before, Limit = limit })).AsList();
    }

    /// <summary>What an execution's row says of its end; null where there is none.</summary>
    public async Task<StoredExecution?> FindStoredAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleOrDefaultAsync<StoredExecution>(_sql["GetStored"], new { Id = id });
    }

    /// <summary>The rows of an execution's steps, in the order of their events.</summary>
    public async Task<IReadOnlyList<StoredStep>> ListStoredStepsAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<StoredStep>(_sql["ListStoredSteps"], new { Id = id })).AsList();
    }

    /// <summary>The place of an execution among those that wait for their turn, from 1, as they stand now; null where it does not.</summary>
    public async Task<long?> FindQueuePositionAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleOrDefaultAsync<long?>(_sql["QueuePosition"], new { Id = id });
    }

    /// <summary>Executions below one, however deep, that a budget holds.</summary>
    public async Task<IReadOnlyList<string>> ListHeldBelowAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<string>(_sql["ListHeldBelow"], new { Id = id })).AsList();
    }

    /// <summary>What a workflow's newest completed executions came to.</summary>
    public async Task<ExecutionAverages> ReadAveragesAsync(string workflowId)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleAsync<ExecutionAverages>(_sql["ReadAverages"], new { WorkflowId = workflowId });
    }

    /// <summary>How many executions are not over, by status.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountActiveAsync()
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<(string Status, long Count)>(_sql["CountActive"])).ToDictionary(static row => row.Status, static row => row.Count);
    }

    /// <summary>How many executions wait for their turn.</summary>
    public async Task<long> CountQueuedAsync()
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteScalarAsync<long>(_sql["CountQueued"]);
    }

    /// <summary>A number that is another one when some execution has gone on.</summary>
    public async Task<long> ReadChangesAsync()
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteScalarAsync<long>(_sql["ReadChanges"]);
    }

    /// <summary>
    /// Ties a key to an execution, once. Gives the execution that the key belongs to: this one, or the one of an earlier request;
    /// null where the earlier request had another body.
    /// </summary>
    public async Task<string?> ClaimKeyAsync(string scope, string key, ReadOnlyMemory<byte> body, string executionId)
    {
        await using var connection = await database.OpenAsync();
        var hash = ContentHash.Of(body.Span);
        var keyHash = ContentHash.Of(key);
        // Written before the execution starts: a process that dies between leaves a key whose execution the retry starts.
        await connection.ExecuteAsync(_sql["Remember"], new
        {
            Scope = scope,
            Key = keyHash,
            BodyHash = hash,
            ExecutionId = executionId,
            Now = time.GetUtcNow(),
        });
        var kept = await connection.QuerySingleAsync<(string BodyHash, string ExecutionId)>(
            _sql["Recall"], new { Scope = scope, Key = keyHash });
        return kept.BodyHash == hash ? kept.ExecutionId : null;
    }

    /// <summary>Whether the key's execution is recorded.</summary>
    public async Task<bool> HasBegunAsync(string scope, string key)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteScalarAsync<bool>(_sql["HasBegun"], new { Scope = scope, Key = ContentHash.Of(key) });
    }

    private static object Parameters(ExecutionListFilter filter) => new
    {
        filter.Before,
        Statuses = filter.Statuses.Count == 0 ? null : JsonSerializer.Serialize(filter.Statuses),
        filter.WorkflowId,
        filter.DeploymentId,
        filter.Source,
        filter.Trigger,
        filter.From,
        filter.To,
        Pattern = LikePattern.Containing(filter.Query),
        filter.Limit,
    };
}
