using System.Collections.Concurrent;
using System.Text.Json;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Keeps states as JSON in memory, with the ETag rules of a real storage. Lost with the process.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    private readonly ConcurrentDictionary<(string StateName, GrainId Grain), Record> _records = new();
    private long _lastVersion;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = _records.GetValueOrDefault((stateName, grainId));
        Load(grainState, record, record is null ? New<T>() : JsonSerializer.Deserialize<T>(record.State, Json));
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var next = new Record(JsonSerializer.SerializeToUtf8Bytes(grainState.State, Json), $"{Interlocked.Increment(ref _lastVersion)}");
        Replace((stateName, grainId), grainState.ETag, next);
        Load(grainState, next, grainState.State);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Replace((stateName, grainId), grainState.ETag, null);
        Load(grainState, null, New<T>());
        return Task.CompletedTask;
    }

    private static void Load<T>(IGrainState<T> grainState, Record? record, T? state)
    {
        grainState.State = state;
        grainState.ETag = record?.ETag;
        grainState.RecordExists = record is not null;
    }

    private static T New<T>() => typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null ? Activator.CreateInstance<T>() : default!;

    private void Replace((string, GrainId) key, string? expected, Record? next)
    {
        var stored = _records.GetValueOrDefault(key);
        var isReplaced = stored?.ETag == expected && (stored, next) switch
        {
            (null, null) => true,
            (null, not null) => _records.TryAdd(key, next),
            (not null, null) => _records.TryRemove(KeyValuePair.Create(key, stored)),
            (not null, not null) => _records.TryUpdate(key, next, stored),
        };
        if (!isReplaced)
        {
            throw new InconsistentStateException($"State {key} was changed by someone else.", _records.GetValueOrDefault(key)?.ETag, expected);
        }
    }

    private sealed record Record(byte[] State, string ETag);
}
