using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>All reminders by their next tick, behind one timer. Thread-safe.</summary>
internal sealed class ReminderSchedule : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    private readonly TimeProvider _time;
    private readonly Action<ScheduledReminder> _onTick;
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), ScheduledReminder> _reminders = [];
    private readonly Dictionary<(GrainId Grain, string Name), long> _removals = [];
    private readonly PriorityQueue<ScheduledReminder, DateTime> _byTick = new();
    private readonly ITimer _timer;
    private long _changes;

    public ReminderSchedule(TimeProvider time, Action<ScheduledReminder> onTick)
    {
        _time = time;
        _onTick = onTick;
        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <summary>Schedules a row that was just stored, in place of an older one.</summary>
    public void Put(ReminderEntry entry)
    {
        lock (_gate)
        {
            Schedule(new ScheduledReminder(entry, ReminderCadence.Next(entry, Now), ++_changes));
            Arm();
        }
    }

    public void Remove(GrainId grain, string name)
    {
        lock (_gate)
        {
            _reminders.Remove((grain, name));
            _removals[(grain, name)] = ++_changes;
        }
    }

    /// <summary>Where the table stands now; pass it to <see cref="Reconcile"/> with what was read after it.</summary>
    public long Mark()
    {
        lock (_gate)
        {
            return _changes;
        }
    }

    /// <summary>Takes over what the table says, except where a change since the mark knows better.</summary>
    public void Reconcile(IEnumerable<ReminderEntry> rows, long mark)
    {
        lock (_gate)
        {
            var now = Now;
            var gone = _reminders.Values.Where(reminder => reminder.Change <= mark).ToDictionary(reminder => reminder.Key);
            foreach (var row in rows)
            {
                gone.Remove((row.GrainId, row.ReminderName));
                if (IsNews(row, mark))
                {
                    Schedule(new ScheduledReminder(row, ReminderCadence.Next(row, now), mark));
                }
            }

            foreach (var key in gone.Keys)
            {
                _reminders.Remove(key);
            }

            foreach (var (key, _) in _removals.Where(removal => removal.Value <= mark).ToList())
            {
                _removals.Remove(key);
            }

            Arm();
        }
    }

    /// <summary>Schedules the tick after one that has been delivered, unless the reminder has changed meanwhile.</summary>
    public void Continue(ScheduledReminder reminder)
    {
        lock (_gate)
        {
            if (IsCurrent(reminder))
            {
                reminder.NextTick = ReminderCadence.After(reminder.Entry, reminder.NextTick, Now);
                _byTick.Enqueue(reminder, reminder.NextTick);
                Arm();
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private bool IsNews(ReminderEntry row, long mark)
    {
        var key = (row.GrainId, row.ReminderName);
        return _removals.GetValueOrDefault(key) <= mark
            && (!_reminders.TryGetValue(key, out var known) || (known.Change <= mark && known.Entry.ETag != row.ETag));
    }

    private bool IsCurrent(ScheduledReminder reminder) => _reminders.GetValueOrDefault(reminder.Key) == reminder;

    private void Schedule(ScheduledReminder reminder)
    {
        _reminders[reminder.Key] = reminder;
        _byTick.Enqueue(reminder, reminder.NextTick);
    }

    private void Fire()
    {
        while (TryTakeDue(out var reminder))
        {
            _onTick(reminder);
        }
    }

    private bool TryTakeDue([NotNullWhen(true)] out ScheduledReminder? due)
    {
        lock (_gate)
        {
            while (_byTick.TryPeek(out due, out var tick) && tick <= Now)
            {
                _byTick.Dequeue();
                if (IsCurrent(due))
                {
                    return true;
                }
            }

            Arm();
            return false;
        }
    }

    private void Arm()
    {
        if (_byTick.TryPeek(out _, out var tick))
        {
            // Up to a whole millisecond: a timer cuts the rest off, and would fire before the tick is due.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling((tick - Now).TotalMilliseconds));
            _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
        }
    }
}
