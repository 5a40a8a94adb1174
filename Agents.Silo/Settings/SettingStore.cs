using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Settings;

/// <summary>What is set once for the whole installation: one JSON document per name.</summary>
internal sealed class SettingStore(IDatabase database, TimeProvider time)
{
    private readonly SqlFile _sql = database.Queries("settings");

    /// <summary>A document and when it was set; null where it was not.</summary>
    public async Task<Setting?> ReadAsync(string name)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleOrDefaultAsync<Setting>(_sql["Read"], new { Name = name });
    }

    /// <summary>Sets a document as a whole.</summary>
    public async Task WriteAsync(string name, string value)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["Write"], new { Name = name, Value = value, Now = time.GetUtcNow() });
    }
}

/// <summary>A document of settings.</summary>
internal sealed record Setting
{
    public required string Value { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
