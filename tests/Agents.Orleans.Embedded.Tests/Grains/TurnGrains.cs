using Orleans.Concurrency;

namespace Agents.Orleans.Embedded.Tests;

/// <summary>Calls that note their start and end, and await in between until the test opens the gate of their name.</summary>
public interface ITurns : IGrainWithStringKey
{
    Task Hold(string name);

    Task Touch(string name);

    [AlwaysInterleave]
    Task HoldInterleaved(string name);

    [AlwaysInterleave]
    Task TouchInterleaved(string name);

    [ReadOnly]
    Task Read(string name);

    [OneWay]
    Task Tell(string name);

    [OneWay]
    Task TellFailing();

    Task<int> CountWithoutLock(int calls);

    Task CallBack(string otherKey);

    Task CallSelf();
}

public interface IExclusive : ITurns;

public interface IReentrant : ITurns;

public abstract class TurnGrain(Probe probe) : Grain
{
    private int _count;

    public async Task Hold(string name)
    {
        probe.Note($"{name} starts");
        await probe.Gate(name);
        probe.Note($"{name} ends");
    }

    public Task Touch(string name)
    {
        probe.Note(name);
        return Task.CompletedTask;
    }

    public Task HoldInterleaved(string name) => Hold(name);

    public Task TouchInterleaved(string name) => Touch(name);

    public Task Read(string name) => Hold(name);

    public Task Tell(string name) => Hold(name);

    public Task TellFailing() => throw new InvalidOperationException("told to fail");

    public async Task<int> CountWithoutLock(int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            var before = _count;
            Thread.SpinWait(20);
            _count = before + 1;
            await Task.Yield();
        }

        return _count;
    }

    public abstract Task CallBack(string otherKey);

    public abstract Task CallSelf();
}

public sealed class ExclusiveGrain(Probe probe) : TurnGrain(probe), IExclusive
{
    public override Task CallBack(string otherKey) => GrainFactory.GetGrain<ICaller>(otherKey).CallExclusive(this.GetPrimaryKeyString());

    public override Task CallSelf() => this.AsReference<IExclusive>().Touch("self");
}

[Reentrant]
public sealed class ReentrantGrain(Probe probe) : TurnGrain(probe), IReentrant
{
    public override Task CallBack(string otherKey) => GrainFactory.GetGrain<ICaller>(otherKey).CallReentrant(this.GetPrimaryKeyString());

    public override Task CallSelf() => this.AsReference<IReentrant>().Touch("self");
}

public interface ICaller : IGrainWithStringKey
{
    Task CallExclusive(string key);

    Task CallReentrant(string key);
}

public sealed class CallerGrain : Grain, ICaller
{
    public Task CallExclusive(string key) => GrainFactory.GetGrain<IExclusive>(key).Touch("called back");

    public Task CallReentrant(string key) => GrainFactory.GetGrain<IReentrant>(key).Touch("called back");
}
