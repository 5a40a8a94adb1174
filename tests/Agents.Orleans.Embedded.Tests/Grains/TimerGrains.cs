namespace Agents.Orleans.Embedded.Tests;

/// <summary>Has one timer, whose ticks it notes with its key and their number.</summary>
public interface ITimers : IGrainWithStringKey
{
    Task Start(TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive);

    /// <summary>Ticks wait at the gate "tick 1", "tick 2", ...</summary>
    Task StartHeld(TimeSpan dueTime, TimeSpan period, bool interleave);

    Task StartFailing(TimeSpan dueTime, TimeSpan period);

    /// <summary>The first tick changes the timer.</summary>
    Task StartThatChangesItself(TimeSpan dueTime, TimeSpan newDueTime);

    Task StartEveryOverload(TimeSpan dueTime);

    Task Change(TimeSpan dueTime, TimeSpan period);

    Task Stop();

    Task Hold(string name);

    /// <summary>Takes a turn: the ticks before it are over then, and their timers set again.</summary>
    Task TakeTurn();

    Task Leave();
}

public sealed class TimersGrain(Probe probe) : Grain, ITimers
{
    private IGrainTimer? _timer;
    private int _ticks;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Note($"{Key} deactivated");
        return Task.CompletedTask;
    }

    public Task Start(TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive)
    {
        var options = new GrainTimerCreationOptions(dueTime, period) { Interleave = interleave, KeepAlive = keepAlive };
        _timer = this.RegisterGrainTimer(Tick, options);
        return Task.CompletedTask;
    }

    public Task StartHeld(TimeSpan dueTime, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(HeldTick, new GrainTimerCreationOptions(dueTime, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartFailing(TimeSpan dueTime, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            async () =>
            {
                await Tick();
                throw new InvalidOperationException("tick failed");
            },
            dueTime,
            period);
        return Task.CompletedTask;
    }

    public Task StartThatChangesItself(TimeSpan dueTime, TimeSpan newDueTime)
    {
        _timer = this.RegisterGrainTimer(
            async () =>
            {
                await Tick();
                _timer!.Change(newDueTime, Timeout.InfiniteTimeSpan);
            },
            dueTime,
            TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    public Task StartEveryOverload(TimeSpan dueTime)
    {
        var once = new GrainTimerCreationOptions { DueTime = dueTime, Period = Timeout.InfiniteTimeSpan };
        this.RegisterGrainTimer(() => NoteOverload(1), once);
        this.RegisterGrainTimer(token => NoteOverload(2, token), once);
        this.RegisterGrainTimer(number => NoteOverload(number), 3, once);
        this.RegisterGrainTimer((number, token) => NoteOverload(number, token), 4, once);
        this.RegisterGrainTimer(() => NoteOverload(5), dueTime, Timeout.InfiniteTimeSpan);
        this.RegisterGrainTimer(token => NoteOverload(6, token), dueTime, Timeout.InfiniteTimeSpan);
        this.RegisterGrainTimer(number => NoteOverload(number), 7, dueTime, Timeout.InfiniteTimeSpan);
        this.RegisterGrainTimer((number, token) => NoteOverload(number, token), 8, dueTime, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public async Task Hold(string name)
    {
        probe.Note($"{name} starts");
        await probe.Gate(name);
        probe.Note($"{name} ends");
    }

    public Task TakeTurn() => Task.CompletedTask;

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private Task Tick()
    {
        probe.Note($"{Key} tick {++_ticks}");
        return Task.CompletedTask;
    }

    private async Task HeldTick(CancellationToken token)
    {
        var name = $"tick {++_ticks}";
        probe.Note($"{name} starts");
        try
        {
            await probe.Gate(name).WaitAsync(token);
            probe.Note($"{name} ends");
        }
        catch (OperationCanceledException)
        {
            probe.Note($"{name} cancelled");
            throw;
        }
    }

    private Task NoteOverload(int number, CancellationToken token = default)
    {
        probe.Note($"overload {number}{(token.CanBeCanceled ? " with token" : "")}");
        return Task.CompletedTask;
    }
}
