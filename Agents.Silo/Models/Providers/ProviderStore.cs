using System.Text.Json;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Models;

/// <summary>A row of <c>provider_settings</c>.</summary>
internal sealed record ProviderRow
{
    public required string Name { get; init; }

    public string? Kind { get; init; }

    public string? BaseUrl { get; init; }

    public string? DefaultModel { get; init; }

    public string? ApiVersion { get; init; }

    /// <summary>1 or 0: what the latest test came to; null where there was none.</summary>
    public long? Connected { get; init; }

    public string? Message { get; init; }

    /// <summary>Names as a JSON array.</summary>
    public string Models { get; init; } = "[]";

    public DateTimeOffset? TestedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public StoredProvider ToStored() => new(Name)
    {
        Kind = Kind,
        BaseUrl = BaseUrl is null ? null : new Uri(BaseUrl),
        DefaultModel = DefaultModel,
        ApiVersion = ApiVersion,
    };
}

/// <summary>The table <c>provider_settings</c>: what was set of providers while the silo ran, and what their latest connection tests came to.</summary>
internal sealed class ProviderStore(IDatabase database, TimeProvider time)
{
    private const int MostModels = 500;

    private readonly SqlFile _sql = database.Queries("secrets");

    public async Task<IReadOnlyList<ProviderRow>> ListAsync()
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<ProviderRow>(_sql["ReadProviders"])).AsList();
    }

    /// <summary>Sets a provider as a whole; what a test said of it before does not count any more.</summary>
    public async Task SetAsync(StoredProvider provider)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["SetProvider"], new
        {
            provider.Name,
            provider.Kind,
            BaseUrl = provider.BaseUrl?.OriginalString,
            provider.DefaultModel,
            provider.ApiVersion,
            Now = time.GetUtcNow(),
        });
    }

    public async Task RecordTestAsync(string name, ProviderHealth health)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["RecordTest"], new
        {
            Name = name,
            Connected = health.IsConnected ? 1 : 0,
            health.Message,
            Models = JsonSerializer.Serialize(health.Models.Take(MostModels)),
            Now = time.GetUtcNow(),
        });
    }

    /// <summary>False where nothing was set.</summary>
    public async Task<bool> ForgetAsync(string name)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteAsync(_sql["ForgetProvider"], new { Name = name }) > 0;
    }
}
