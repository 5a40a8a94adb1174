using System.Collections.Concurrent;
using Agents.Core.AgentFiles;
using Agents.Core.Workflows;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.AgentFiles;

/// <summary>Versions of agent files. A version is never changed; the same content is the same version.</summary>
internal sealed class AgentStore(IDatabase database, TimeProvider time)
{
    private readonly SqlFile _sql = database.Queries("agents");

    private readonly ConcurrentDictionary<(string Environment, string Name, string Hash), bool> _stored = new();

    private readonly ConcurrentDictionary<(string Name, string Hash), AgentDefinition> _loaded = new();

    /// <summary>Stores a file that can be used as a version, unless that is there; gives whether it was not.</summary>
    public async ValueTask<bool> SaveAsync(AgentFile file)
    {
        var key = (file.Environment, file.Name, file.ContentHash);
        if (_stored.ContainsKey(key))
        {
            return false;
        }

        await using var connection = await database.OpenAsync();
        // One writer at a time decides the next number.
        await using var transaction = await database.BeginAloneAsync(connection);
        var isNew = await connection.ExecuteAsync(
            _sql["InsertVersion"],
            new { file.Environment, file.Name, file.ContentHash, file.FileName, Definition = file.Text, Now = time.GetUtcNow() },
            transaction) > 0;
        await transaction.CommitAsync();
        _stored[key] = true;
        return isNew;
    }

    /// <summary>The agent as it was when its file had this content.</summary>
    /// <exception cref="InvalidDataException">There is no such version, or it no longer loads.</exception>
    public async ValueTask<AgentDefinition> GetAsync(string name, string hash)
    {
        if (_loaded.TryGetValue((name, hash), out var known))
        {
            return known;
        }

        await using var connection = await database.OpenAsync();
        var text = await connection.QuerySingleOrDefaultAsync<string>(_sql["GetDefinition"], new { ContentHash = hash })
            ?? throw new InvalidDataException($"There is no version {hash} of the agent '{name}'.");
        var load = AgentFileReader.Read(text, name + AgentFileReader.Extension);
        return _loaded[(name, hash)] = load.Definition
            ?? throw new InvalidDataException($"Version {hash} of the agent '{name}' no longer loads: {string.Join(" ", load.Diagnostics.Select(static found => found.Message))}");
    }

    /// <summary>Versions by environment, name and number; null means every one.</summary>
    public async Task<IReadOnlyList<AgentVersionRow>> ListVersionsAsync(string? environment = null, string? name = null)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<AgentVersionRow>(_sql["ListVersions"], new { Environment = environment, Name = name })).AsList();
    }
}
