namespace Agents.Orleans.Embedded.Tests;

/// <summary>Notes when it activates and deactivates.</summary>
public interface ILife : IGrainWithStringKey
{
    /// <summary>The number of the activation, counted by the test's probe.</summary>
    Task<int> Activation();

    Task Hold(string name);

    Task DeactivateOnIdle();

    Task DeactivateOnIdleAndHold(string name);

    Task DelayDeactivation(TimeSpan time);

    Task KeepScopedService();
}

public sealed class LifeGrain(Probe probe) : Grain, ILife
{
    private int _activation;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        _activation = probe.Events.Count(happened => happened == "activated") + 1;
        probe.Note("activated");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        probe.Note($"deactivated: {reason.ReasonCode}");
    }

    public Task<int> Activation() => Task.FromResult(_activation);

    public async Task Hold(string name)
    {
        probe.Note($"{name} starts");
        await probe.Gate(name);
        probe.Note($"{name} ends");
    }

    public new Task DeactivateOnIdle()
    {
        base.DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task DeactivateOnIdleAndHold(string name)
    {
        base.DeactivateOnIdle();
        return Hold(name);
    }

    public new Task DelayDeactivation(TimeSpan time)
    {
        base.DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task KeepScopedService()
    {
        _ = ServiceProvider.GetService(typeof(ScopedService));
        return Task.CompletedTask;
    }
}

/// <summary>Notes its disposal; register it as a scoped service.</summary>
public sealed class ScopedService(Probe probe) : IDisposable
{
    public void Dispose() => probe.Note("scope disposed");
}

/// <summary>Fails to activate until the test opens its gate.</summary>
public interface IFragile : IGrainWithStringKey
{
    Task Touch();
}

public sealed class FragileGrain(Probe probe) : Grain, IFragile
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        probe.Note("tries");
        await probe.Gate("activation");
        if (probe.Events.Count(happened => happened == "tries") == 1)
        {
            throw new InvalidOperationException("not today");
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Note("deactivated");
        return Task.CompletedTask;
    }

    public Task Touch()
    {
        probe.Note("touched");
        return Task.CompletedTask;
    }
}

/// <summary>Throws in its constructor.</summary>
public interface IUnmade : IGrainWithStringKey
{
    Task Touch();
}

public sealed class UnmadeGrain : Grain, IUnmade
{
    public UnmadeGrain() => throw new InvalidOperationException("cannot be made");

    public Task Touch() => Task.CompletedTask;
}

/// <summary>Has everything of a grain but the base class.</summary>
public interface IPlain : IGrainWithStringKey
{
    Task<string> Key();

    Task Leave();
}

public sealed class PlainGrain(IGrainContext context, Probe probe) : IGrainBase, IPlain
{
    public IGrainContext GrainContext { get; } = context;

    public Task OnActivateAsync(CancellationToken token)
    {
        probe.Note("activated");
        return Task.CompletedTask;
    }

    public Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token)
    {
        probe.Note("deactivated");
        return Task.CompletedTask;
    }

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public Task Leave()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
