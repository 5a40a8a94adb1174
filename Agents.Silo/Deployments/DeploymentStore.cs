using System.Data.Common;
using Agents.Client.Status;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Deployments;

/// <summary>The tables <c>deployments</c> and <c>deployment_aliases</c>. Who decides by what it reads decides alone.</summary>
internal sealed class DeploymentStore(IDatabase database, TimeProvider time)
{
    private readonly SqlFile _sql = database.Queries("deployments");

    public async Task<DeploymentRow?> FindAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleOrDefaultAsync<DeploymentRow>(_sql["Get"], new { Id = id });
    }

    /// <summary>The deployment at a path; null where there is none.</summary>
    public async Task<DeploymentRow?> FindByPathAsync(string path)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleOrDefaultAsync<string>(_sql["GetByPath"], new { EndpointPath = path }) is { } id
            ? await connection.QuerySingleOrDefaultAsync<DeploymentRow>(_sql["Get"], new { Id = id })
            : null;
    }

    public async Task<IReadOnlyList<DeploymentRow>> ListAsync(DeploymentFilter filter)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<DeploymentRow>(_sql["List"], filter)).AsList();
    }

    /// <summary>Every endpoint, for the gateway.</summary>
    public async Task<IReadOnlyList<RouteRow>> ListRoutesAsync()
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<RouteRow>(_sql["ListRoutes"])).AsList();
    }

    /// <summary>Every container, for the gateway.</summary>
    public async Task<IReadOnlyList<ContainerRow>> ListContainersAsync()
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<ContainerRow>(_sql["ListContainers"])).AsList();
    }

    public async Task<long> CountAsync(DeploymentFilter filter)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteScalarAsync<long>(_sql["Count"], new { filter.WorkflowId, filter.Kind, filter.Pattern });
    }

    /// <summary>How all of them stand now.</summary>
    public async Task<DeploymentCounts> CountStandingsAsync()
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleAsync<DeploymentCounts>(_sql["CountStandings"], new { Now = time.GetUtcNow() });
    }

    /// <summary>How many of its executions are kept, and when the newest began; null where there is none.</summary>
    public async Task<(long Executions, DateTimeOffset? LastAt)> ReadUseAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        var use = await connection.QuerySingleAsync<UseRow>(_sql["ReadUse"], new { Id = id });
        return (use.Executions, use.LastId is null ? null : await connection.QuerySingleOrDefaultAsync<DateTimeOffset?>(_sql["ReadLast"], new { Id = use.LastId }));
    }

    public async Task<DeploymentOutcome> CreateAsync(NewEndpoint endpoint)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        if (await OtherAtAsync(connection, transaction, endpoint.EndpointPath, endpoint.Id) is { } other)
        {
            return new PathTaken(other);
        }

        if (await connection.ExecuteAsync(
            _sql["Create"],
            new
            {
                endpoint.Id,
                endpoint.Name,
                endpoint.WorkflowId,
                endpoint.WorkflowName,
                endpoint.EndpointPath,
                Budget = endpoint.Limits.Budget?.ToJson().ToJson() ?? "{}",
                RetentionDays = DeploymentLimits.ToColumn(endpoint.Limits.Retention),
                Now = time.GetUtcNow(),
            },
            transaction) == 0)
        {
            return new IdTaken();
        }

        await connection.ExecuteAsync(_sql["SetVersion"], new { endpoint.Id, endpoint.Version }, transaction);
        await transaction.CommitAsync();
        return new Kept();
    }

    /// <summary>Writes down where something runs; false where the id is an endpoint's.</summary>
    public async Task<bool> RegisterAsync(Registration registration)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteAsync(_sql["Register"], new
        {
            registration.Id,
            registration.Name,
            registration.Kind,
            registration.WorkflowName,
            registration.Host,
            registration.Port,
            registration.Capabilities,
            registration.Metadata,
            registration.TtlSeconds,
            Now = time.GetUtcNow(),
        }) == 1;
    }

    public async Task<DeploymentOutcome> ChangeAsync(string id, DeploymentChange change)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        if (change.EndpointPath is { } path && await OtherAtAsync(connection, transaction, path, id) is { } other)
        {
            return new PathTaken(other);
        }

        if (await connection.ExecuteAsync(
            _sql["Change"],
            new
            {
                Id = id,
                change.Name,
                change.EndpointPath,
                change.Status,
                change.Reason,
                change.Traffic,
                Budget = change.Limits.Budget?.ToJson().ToJson(),
                SetsRetention = change.Limits.Retention is null ? 0 : 1,
                RetentionDays = DeploymentLimits.ToColumn(change.Limits.Retention),
                Now = time.GetUtcNow(),
            },
            transaction) == 0)
        {
            return new NoDeployment();
        }

        if (change.Version is { } version)
        {
            await connection.ExecuteAsync(_sql["SetVersion"], new { Id = id, Version = version }, transaction);
        }

        await transaction.CommitAsync();
        return new Kept();
    }

    /// <summary>Lets a version take all calls, or a share of them.</summary>
    /// <param name="id">The deployment.</param>
    /// <param name="version">The version; null means the canary's.</param>
    /// <param name="share">Percent as a canary; null means all.</param>
    /// <returns>False where there is no canary to promote, or the deployment has gone meanwhile.</returns>
    public async Task<bool> PromoteAsync(string id, int? version, int? share)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        var row = await connection.QuerySingleOrDefaultAsync<DeploymentRow>(_sql["Get"], new { Id = id }, transaction);
        if (row is null || (version ?? row.CanaryVersion) is not { } given)
        {
            return false;
        }

        await connection.ExecuteAsync(share is null ? _sql["SetVersion"] : _sql["SetCanary"], new { Id = id, Version = given, Share = share }, transaction);
        if (share is null)
        {
            await connection.ExecuteAsync(_sql["RemoveCanary"], new { Id = id }, transaction);
        }

        await connection.ExecuteAsync(_sql["Touch"], new { Id = id, Now = time.GetUtcNow() }, transaction);
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>Takes the canary away, or goes back to the version before; false where there is neither.</summary>
    public async Task<bool> RollBackAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        var isDone = await connection.ExecuteAsync(_sql["RemoveCanary"], new { Id = id }, transaction) == 1
            || await connection.ExecuteAsync(_sql["SwapVersions"], new { Id = id }, transaction) == 1;
        await connection.ExecuteAsync(_sql["Touch"], new { Id = id, Now = time.GetUtcNow() }, transaction);
        await transaction.CommitAsync();
        return isDone;
    }

    /// <summary>Removes it and keeps its executions; false where there is none.</summary>
    public async Task<bool> RemoveAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        var isRemoved = await connection.ExecuteAsync(_sql["Remove"], new { Id = id, Now = time.GetUtcNow() }, transaction) == 1;
        if (isRemoved)
        {
            await connection.ExecuteAsync(_sql["RemoveAliases"], new { Id = id }, transaction);
            await connection.ExecuteAsync(_sql["RevokeKeys"], new { Id = id, Now = time.GetUtcNow() }, transaction);
        }

        await transaction.CommitAsync();
        return isRemoved;
    }

    /// <summary>Writes heartbeats down, all in one transaction.</summary>
    public async Task BeatAsync(IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>> beats)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(_sql["Beat"], beats.Select(static beat => new { Id = beat.Key, At = beat.Value }), transaction);
        await transaction.CommitAsync();
    }

    /// <summary>Notes that it is silent since <paramref name="before"/> or longer; does nothing where it was heard of meanwhile.</summary>
    public async Task ExpireAsync(string id, DateTimeOffset before)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["Expire"], new { Id = id, Before = before, Now = time.GetUtcNow() });
    }

    /// <summary>Removes what runs elsewhere and is dead; gives the ids.</summary>
    public async Task<IReadOnlyList<string>> RemoveSilentAsync()
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync();
        var removed = new List<string>();
        foreach (var id in (await connection.QueryAsync<string>(_sql["ListSilent"], new { Now = now })).AsList())
        {
            if (await connection.ExecuteAsync(_sql["RemoveSilent"], new { Id = id, Now = now }) == 1)
            {
                removed.Add(id);
            }
        }

        return removed;
    }

    private async Task<string?> OtherAtAsync(DbConnection connection, DbTransaction transaction, string path, string id)
        => await connection.QuerySingleOrDefaultAsync<string>(_sql["GetByPath"], new { EndpointPath = path }, transaction) is { } other && other != id ? other : null;

    /// <summary>An endpoint, as the gateway needs it.</summary>
    internal sealed record RouteRow
    {
        public required string Id { get; init; }

        public required string EndpointPath { get; init; }

        public string? Traffic { get; init; }
    }

    /// <summary>A container, as the gateway needs it.</summary>
    internal sealed record ContainerRow
    {
        public required string Id { get; init; }

        public required string Host { get; init; }

        public required long Port { get; init; }
    }

    private sealed record UseRow
    {
        public long Executions { get; init; }

        public string? LastId { get; init; }
    }
}
