using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Silo.Storage;

namespace Agents.Silo.Executions;

internal sealed partial class ExecutionGrain
{
    private const string ReminderName = "due";

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    // Timers do not take more than seven weeks; one that comes early arms the next.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    // A call that finds the activation leaving moves on to the next one, twice at most: whoever asks for many things at once must not find it leaving after each.
    private static readonly TimeSpan LeaveAfter = TimeSpan.FromSeconds(1);

    private IGrainTimer? _leave;
    private IGrainTimer? _wakeUp;
    private DateTimeOffset? _armedFor;
    private bool _hasReminder;

    /// <inheritdoc/>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // An activation that a reminder made has one, whatever it remembers.
        _hasReminder = true;
        _armedFor = null;
        await Wake();
    }

    /// <summary>
    /// Arms the next wake-up. The due time is in the journal; a timer or a reminder only says when to look, so that a late, a lost
    /// and a doubled one all do the right thing. Waits under a minute are timers. For a longer wait with nothing running the grain may leave memory:
    /// <see cref="DueSweep"/> wakes it, in a cluster a reminder. One that is armed too early looks for nothing and arms again.
    /// </summary>
    private void ArmWakeUp(DateTimeOffset? dueAt)
    {
        if (_armedFor <= dueAt)
        {
            return;
        }

        _wakeUp?.Dispose();
        _wakeUp = null;
        _armedFor = dueAt;
        if (dueAt is not { } due)
        {
            ForgetReminder();
            return;
        }

        var wait = TimeSpan.FromTicks(Math.Clamp((due - Now).Ticks, 0, LongestWait.Ticks));
        if (_running.Count == 0 && wait >= ReminderPeriod)
        {
            if (GrainHosting.HasDueSweep)
            {
                ForgetReminder();
                return;
            }

            _hasReminder = true;
            RunReminder(this.RegisterOrUpdateReminder(ReminderName, wait, ReminderPeriod));
            return;
        }

        ForgetReminder();
        _wakeUp = this.RegisterGrainTimer(OnDueAsync, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { KeepAlive = true, Interleave = true });
    }

    // Nothing to do for a while: what wakes it is on disk.
    private bool MayLeave() => SleepsLong() && _running.Count + _unrecorded.Count == 0 && _watchers.IsEmpty;

    private void LeaveSoon()
    {
        _leave?.Dispose();
        _leave = this.RegisterGrainTimer(OnQuietAsync, new GrainTimerCreationOptions(LeaveAfter, Timeout.InfiniteTimeSpan));
    }

    private Task OnQuietAsync(CancellationToken cancellationToken)
    {
        if (MayLeave())
        {
            Leave();
        }

        return Task.CompletedTask;
    }

    private void Leave()
    {
        _isLeaving = true;
        DeactivateOnIdle();
    }

    private bool SleepsLong() => Execution.SleepsUntil(_state) is { } until && until - Now >= ReminderPeriod;

    private async Task OnDueAsync(CancellationToken cancellationToken)
    {
        _armedFor = null;
        try
        {
            await TakeAsync(new Tick(Now, _services.Jitter()));
            Act();
        }
        catch (DatabaseUnusableException problem)
        {
            LogTickWaits(problem, this.GetPrimaryKeyString());
            _wakeUp = this.RegisterGrainTimer(OnDueAsync, new GrainTimerCreationOptions(RecordAgainAfter, Timeout.InfiniteTimeSpan) { KeepAlive = true, Interleave = true });
        }
    }

    private void ForgetReminder()
    {
        if (_hasReminder)
        {
            _hasReminder = false;
            RunReminder(UnregisterAsync());
        }
    }

    private async Task UnregisterAsync()
    {
        if (await this.GetReminder(ReminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    // The reminder is a helper, not the record: recovery re-arms what is due where registering it failed.
    private void RunReminder(Task reminder)
        => _ = reminder.ContinueWith(
            failed => LogReminderFailed(failed.Exception!.GetBaseException(), this.GetPrimaryKeyString()),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Current);

    [LoggerMessage(Level = LogLevel.Error, Message = "What is due in execution {ExecutionId} waits for the database")]
    private partial void LogTickWaits(Exception problem, string executionId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The reminder of execution {ExecutionId} could not be changed")]
    private partial void LogReminderFailed(Exception problem, string executionId);
}
