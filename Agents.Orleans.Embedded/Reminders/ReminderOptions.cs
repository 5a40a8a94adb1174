namespace Orleans.Hosting;

public sealed class ReminderOptions
{
    /// <summary>The shortest period that a reminder may have; shorter ones are what grain timers are for. Default 1 minute.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the table is read again, for rows that changed behind the runtime's back. Default 5 minutes.</summary>
    public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);
}
