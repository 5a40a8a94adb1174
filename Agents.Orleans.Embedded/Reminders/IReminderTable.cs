using Orleans.Runtime;

namespace Orleans;

/// <summary>Where reminders are kept.</summary>
public interface IReminderTable
{
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>
    /// The rows whose <see cref="GrainId.GetUniformHashCode"/> lies in (begin, end]. The range is one of a ring: where begin is not
    /// less than end it runs over the top, so (0, 0] is the whole table. This runtime asks for nothing else.
    /// </summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <returns>Null when there is no such row.</returns>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Stores the row, whatever its ETag, over an older one of the same grain and name.</summary>
    /// <returns>The row's new ETag; null when a race was lost.</returns>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <returns>False when there is no row with this ETag.</returns>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    Task TestOnlyClearTable();

    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
