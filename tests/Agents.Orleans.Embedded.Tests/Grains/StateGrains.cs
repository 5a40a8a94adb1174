using Orleans.Storage;

namespace Agents.Orleans.Embedded.Tests;

[GenerateSerializer]
[Alias("tests.counter")]
public sealed class Counter
{
    [Id(0)]
    public int Value { get; set; }
}

/// <summary>Keeps a number in storage.</summary>
public interface IStates : IGrainWithStringKey
{
    Task<int> Value();

    Task<int> ValueAtActivation();

    Task SetInMemory(int value);

    Task Write();

    Task Read();

    Task Clear();

    Task<string?> ETag();

    Task<bool> Exists();

    Task SetSecond(int value);

    Task<int> Second();

    Task Leave();
}

public sealed class StatesGrain(
    [PersistentState("first")] IPersistentState<Counter> first,
    [PersistentState("second", "Default")] IPersistentState<Counter> second) : Grain, IStates
{
    private int _valueAtActivation;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _valueAtActivation = first.State.Value;
        return Task.CompletedTask;
    }

    public Task<int> Value() => Task.FromResult(first.State.Value);

    public Task<int> ValueAtActivation() => Task.FromResult(_valueAtActivation);

    public Task SetInMemory(int value)
    {
        first.State.Value = value;
        return Task.CompletedTask;
    }

    public Task Write() => first.WriteStateAsync();

    public Task Read() => first.ReadStateAsync();

    public Task Clear() => first.ClearStateAsync();

    public Task<string?> ETag() => Task.FromResult(first.Etag);

    public Task<bool> Exists() => Task.FromResult(first.RecordExists);

    public async Task SetSecond(int value)
    {
        second.State.Value = value;
        await second.WriteStateAsync();
    }

    public Task<int> Second() => Task.FromResult(second.State.Value);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

/// <summary>Keeps a number in the storage "contested", which others change behind its back.</summary>
public interface IContested : IGrainWithStringKey
{
    Task<int> Value();

    Task Set(int value);

    Task<bool> SetNotingConflict(int value);

    Task SetTwiceAtOnce(int value);
}

public sealed class ContestedGrain([PersistentState("c", "contested")] IPersistentState<Counter> state, Probe probe) : Grain, IContested
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Note($"deactivated: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<int> Value() => Task.FromResult(state.State.Value);

    public Task Set(int value)
    {
        state.State.Value = value;
        return state.WriteStateAsync();
    }

    public async Task<bool> SetNotingConflict(int value)
    {
        try
        {
            await Set(value);
            return false;
        }
        catch (InconsistentStateException)
        {
            return true;
        }
    }

    public async Task SetTwiceAtOnce(int value)
    {
        var first = Set(value);
        await Task.WhenAll(first, Set(value + 1));
    }
}
