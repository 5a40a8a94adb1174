using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Hosting;

namespace Orleans.Runtime;

/// <summary>Keeps the schedule in step with the table and delivers ticks to grains, each after the one before it has ended.</summary>
internal sealed partial class ReminderService : IHostedService, IDisposable
{
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(30);

    private readonly EmbeddedSilo _silo;
    private readonly IReminderTable _table;
    private readonly ReminderOptions _options;
    private readonly ILogger _logger;
    private readonly ReminderSchedule _schedule;
    private readonly ITimer _refresh;
    private readonly ConcurrentDictionary<Task, ScheduledReminder> _deliveries = [];
    private volatile bool _isRunning;

    public ReminderService(EmbeddedSilo silo, IReminderTable table, IOptions<ReminderOptions> options, ILogger<ReminderService> logger)
    {
        _silo = silo;
        _table = table;
        _options = options.Value;
        _logger = logger;
        _schedule = new ReminderSchedule(silo.Time, Deliver);
        using (ExecutionContext.SuppressFlow())
        {
            _refresh = silo.Time.CreateTimer(_ => _ = RefreshAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends when each tick that is under way now has been delivered and the next one is scheduled.</summary>
    internal Task Deliveries => Task.WhenAll(_deliveries.Keys);

    private DateTime Now => _silo.Time.GetUtcNow().UtcDateTime;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _table.StartAsync(cancellationToken);
        _isRunning = true;
        await RefreshAsync();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isRunning = false;
        Dispose();
        await _table.StopAsync(cancellationToken);
    }

    public void Dispose()
    {
        _schedule.Dispose();
        _refresh.Dispose();
    }

    public async Task<IGrainReminder> RegisterAsync(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        var entry = new ReminderEntry { GrainId = grain, ReminderName = name, StartAt = Now + dueTime, Period = period };
        entry.ETag = await _table.UpsertRow(entry)
            ?? throw new ReminderException($"Could not register reminder {entry} to reminder table due to a race. Please try again later.");
        _schedule.Put(entry);
        return entry.ToHandle();
    }

    /// <summary>Removes the reminder. One that is gone already is no error, one that was registered anew is.</summary>
    public async Task UnregisterAsync(ReminderHandle reminder)
    {
        if (!await _table.RemoveRow(reminder.GrainId, reminder.ReminderName, reminder.ETag)
            && await _table.ReadRow(reminder.GrainId, reminder.ReminderName) is not null)
        {
            throw new ReminderException($"Could not unregister reminder {reminder} from the reminder table, due to tag mismatch. You can retry.");
        }

        _schedule.Remove(reminder.GrainId, reminder.ReminderName);
    }

    public async Task<IGrainReminder?> GetAsync(GrainId grain, string name) => (await _table.ReadRow(grain, name))?.ToHandle();

    public async Task<List<IGrainReminder>> GetAllAsync(GrainId grain)
        => [.. (await _table.ReadRows(grain)).Reminders.Select(entry => entry.ToHandle())];

    private async Task RefreshAsync()
    {
        var next = _options.RefreshReminderListPeriod;
        try
        {
            var mark = _schedule.Mark();
            var rows = await _table.ReadRows(0, 0);
            _schedule.Reconcile(rows.Reminders, mark);
        }
        catch (Exception error)
        {
            LogTableUnreadable(_logger, error);
            next = next < RetryPeriod ? next : RetryPeriod;
        }

        if (_isRunning)
        {
            _refresh.Change(next, Timeout.InfiniteTimeSpan);
        }
    }

    private void Deliver(ScheduledReminder reminder)
    {
        var delivery = DeliverAsync(reminder);
        _deliveries.TryAdd(delivery, reminder);
        _ = ForgetAsync(delivery);
    }

    private async Task ForgetAsync(Task delivery)
    {
        await delivery;
        _deliveries.TryRemove(delivery, out _);
    }

    private async Task DeliverAsync(ScheduledReminder reminder)
    {
        if (!_isRunning)
        {
            return;
        }

        var entry = reminder.Entry;
        try
        {
            var grain = _silo.GrainFactory.GetGrain<IRemindable>(entry.GrainId);
            await grain.ReceiveReminder(entry.ReminderName, new TickStatus(entry.StartAt, entry.Period, Now));
        }
        catch (Exception error)
        {
            LogDeliveryFailed(_logger, error, entry.ReminderName, entry.GrainId, entry.Period);
        }

        _schedule.Continue(reminder);
    }
}
