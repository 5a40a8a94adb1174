using System.Text.Json;
using Agents.Silo.Storage;
using Dapper;
using Orleans.Storage;

namespace Agents.Silo.GrainStates;

/// <summary>The state of <c>[PersistentState]</c> as JSON in the silo's database, guarded by its ETag.</summary>
internal sealed class StoredGrainStorage(IDatabase database, IdGenerator ids, TimeProvider time) : IGrainStorage
{
    private readonly SqlFile _sql = database.Queries("grains");

    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await using var connection = await database.OpenAsync();
        var row = await connection.QuerySingleOrDefaultAsync<Row>(_sql["ReadState"], new { GrainId = grainId.ToString(), Name = stateName });
        grainState.State = row is null ? New<T>() : JsonSerializer.Deserialize<T>(row.State, Json);
        grainState.ETag = row?.ETag;
        grainState.RecordExists = row is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var next = ids.Next();
        await using var connection = await database.OpenAsync();
        var written = await connection.ExecuteAsync(_sql[grainState.ETag is null ? "InsertState" : "UpdateState"], new
        {
            GrainId = grainId.ToString(),
            Name = stateName,
            State = JsonSerializer.Serialize(grainState.State, Json),
            Next = next,
            Expected = grainState.ETag,
            Now = time.GetUtcNow(),
        });
        Require(written, stateName, grainId, grainState.ETag);
        grainState.ETag = next;
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is not null)
        {
            await using var connection = await database.OpenAsync();
            var removed = await connection.ExecuteAsync(_sql["ClearState"], new { GrainId = grainId.ToString(), Name = stateName, Expected = grainState.ETag });
            Require(removed, stateName, grainId, grainState.ETag);
        }

        grainState.State = New<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static void Require(int changed, string stateName, GrainId grainId, string? expected)
    {
        if (changed == 0)
        {
            throw new InconsistentStateException($"State {stateName} of {grainId} was changed by someone else.", null, expected);
        }
    }

    private static T New<T>() => typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null ? Activator.CreateInstance<T>() : default!;

    private sealed record Row(string State, string ETag);
}
