using System.Text.Json;
using Agents.Client.Access;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Access;

/// <summary>The tables <c>api_keys</c>, <c>sessions</c> and <c>principals</c>. No key is in them, only hashes.</summary>
internal sealed class KeyStore(IDatabase database, TimeProvider time)
{
    private readonly SqlFile _sql = database.Queries("access");

    public async Task<IReadOnlyList<KeyRow>> ListAsync()
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<KeyRow>(_sql["ListKeys"])).AsList();
    }

    public async Task AddAsync(KeyRow key)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["AddKey"], key);
    }

    /// <summary>Adds a key where there is none at all, not even a revoked one; false where there is.</summary>
    public async Task<bool> AddFirstAsync(KeyRow key)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        if (await connection.ExecuteScalarAsync<long>(_sql["CountKeys"], transaction: transaction) > 0)
        {
            return false;
        }

        await connection.ExecuteAsync(_sql["AddKey"], key, transaction);
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>Adds a key and lets the one that it replaces end; false where that one works no more.</summary>
    public async Task<bool> ReplaceAsync(KeyRow key, DateTimeOffset oldEndsAt)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        if (await connection.ExecuteAsync(_sql["EndKey"], new { Id = key.Replaces, At = oldEndsAt, Now = time.GetUtcNow() }, transaction) == 0)
        {
            return false;
        }

        await connection.ExecuteAsync(_sql["AddKey"], key, transaction);
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>False where there is no such key. One that was revoked stays so.</summary>
    public async Task<bool> RevokeAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteAsync(_sql["RevokeKey"], new { Id = id, Now = time.GetUtcNow() }) == 1;
    }

    /// <summary>Writes down when keys were used, all in one transaction.</summary>
    public async Task UseAsync(IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>> uses)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(_sql["UseKey"], uses.Select(static use => new { Id = use.Key, At = use.Value }), transaction);
        await transaction.CommitAsync();
    }

    public async Task AddSessionAsync(string hash, string keyId, DateTimeOffset expiresAt)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["SweepSessions"], new { Now = now });
        await connection.ExecuteAsync(_sql["AddSession"], new { Hash = hash, KeyId = keyId, CreatedAt = now, ExpiresAt = expiresAt });
    }

    /// <summary>The key that a login was made with; null where there is no such login, or its time is over.</summary>
    public async Task<string?> FindSessionAsync(string hash)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleOrDefaultAsync<string>(_sql["FindSession"], new { Hash = hash, Now = time.GetUtcNow() });
    }

    public async Task RemoveSessionAsync(string hash)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["RemoveSession"], new { Hash = hash });
    }

    public async Task<IReadOnlyList<PrincipalRecord>> ListPrincipalsAsync()
    {
        await using var connection = await database.OpenAsync();
        return [.. (await connection.QueryAsync<PrincipalRow>(_sql["ListPrincipals"])).Select(static row => new PrincipalRecord(row.Name, JsonSerializer.Deserialize<string[]>(row.Teams) ?? []))];
    }

    public async Task SetPrincipalsAsync(IReadOnlyList<PrincipalRecord> principals)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        await connection.ExecuteAsync(_sql["ForgetPrincipals"], transaction: transaction);
        await connection.ExecuteAsync(_sql["AddPrincipal"], principals.Select(static principal => new { principal.Name, Teams = JsonSerializer.Serialize(principal.Teams) }), transaction);
        await transaction.CommitAsync();
    }

    private sealed record PrincipalRow
    {
        public required string Name { get; init; }

        public required string Teams { get; init; }
    }
}
