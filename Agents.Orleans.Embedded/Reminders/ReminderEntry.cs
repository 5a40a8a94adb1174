using Orleans.Runtime;

namespace Orleans;

/// <summary>One row of the reminder table.</summary>
public sealed class ReminderEntry
{
    public GrainId GrainId { get; set; }

    public string ReminderName { get; set; } = null!;

    /// <summary>The first tick's due time, UTC.</summary>
    public DateTime StartAt { get; set; }

    public TimeSpan Period { get; set; }

    /// <summary>The row's version; null before it is stored.</summary>
    public string? ETag { get; set; }

    public override string ToString() => $"<GrainId={GrainId} ReminderName={ReminderName} Period={Period}>";

    internal ReminderHandle ToHandle() => new(GrainId, ReminderName, ETag!);
}

/// <summary>Some rows of the reminder table.</summary>
public sealed class ReminderTableData
{
    public ReminderTableData()
        : this([])
    {
    }

    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

    public ReminderTableData(ReminderEntry entry)
        : this([entry])
    {
    }

    public IList<ReminderEntry> Reminders { get; }
}
