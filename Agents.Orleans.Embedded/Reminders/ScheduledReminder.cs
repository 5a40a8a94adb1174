namespace Orleans.Runtime;

/// <summary>A row of the table and when it ticks next. A registration over it makes a new one.</summary>
internal sealed class ScheduledReminder(ReminderEntry entry, DateTime nextTick, long change)
{
    public ReminderEntry Entry { get; } = entry;

    public DateTime NextTick { get; set; } = nextTick;

    /// <summary>The number of the local change that scheduled it: what the table said before that is out of date.</summary>
    public long Change { get; } = change;

    public (GrainId Grain, string Name) Key => (Entry.GrainId, Entry.ReminderName);
}
