using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Agents.Orleans.Embedded.Tests;

/// <summary>A storage of numbers whose version a test can move on, as another silo would.</summary>
public sealed class ContestedStorage : IGrainStorage
{
    private readonly Lock _gate = new();
    private int _value;
    private int _version;

    public int Writes { get; private set; }

    public void Use(ISiloBuilder silo) => silo.Services.AddGrainStorage("contested", (_, _) => this);

    public void ChangeBehindTheGrain(int value)
    {
        lock (_gate)
        {
            _value = value;
            _version++;
        }
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            grainState.State = (T)(object)new Counter { Value = _value };
            grainState.ETag = $"{_version}";
            grainState.RecordExists = true;
            return Task.CompletedTask;
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Task.Yield();
        lock (_gate)
        {
            if (grainState.ETag != $"{_version}")
            {
                throw new InconsistentStateException("Someone was faster.", $"{_version}", grainState.ETag);
            }

            Writes++;
            _value = ((Counter)(object)grainState.State!).Value;
            grainState.ETag = $"{++_version}";
        }
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;
}
