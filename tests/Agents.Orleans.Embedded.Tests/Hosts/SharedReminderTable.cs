using Microsoft.Extensions.DependencyInjection;

namespace Agents.Orleans.Embedded.Tests;

/// <summary>A reminder table that outlives its silo, and that a test can break.</summary>
public sealed class SharedReminderTable : IReminderTable
{
    private readonly Lock _gate = new();
    private readonly List<ReminderEntry> _rows = [];
    private int _lastVersion;

    public bool IsBroken { get; set; }

    public void Use(ISiloBuilder silo) => silo.AddReminders().Services.AddSingleton<IReminderTable>(this);

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Locked(() => new ReminderTableData(_rows.Where(row => row.GrainId == grainId)));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Locked(() => new ReminderTableData(_rows.Where(row =>
    {
        var hash = row.GrainId.GetUniformHashCode();
        return begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
    })));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => Locked(() => Find(grainId, reminderName));

    public Task<string?> UpsertRow(ReminderEntry entry) => Locked<string?>(() =>
    {
        _rows.RemoveAll(row => row.GrainId == entry.GrainId && row.ReminderName == entry.ReminderName);
        var version = $"{++_lastVersion}";
        _rows.Add(new ReminderEntry
        {
            GrainId = entry.GrainId,
            ReminderName = entry.ReminderName,
            StartAt = entry.StartAt,
            Period = entry.Period,
            ETag = version,
        });
        return version;
    });

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
        => Locked(() => _rows.RemoveAll(row => row.GrainId == grainId && row.ReminderName == reminderName && row.ETag == eTag) > 0);

    public Task TestOnlyClearTable() => Locked(() =>
    {
        _rows.Clear();
        return true;
    });

    private ReminderEntry? Find(GrainId grainId, string reminderName)
        => _rows.Find(row => row.GrainId == grainId && row.ReminderName == reminderName);

    private Task<T> Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return IsBroken ? throw new IOException("The table cannot be read.") : Task.FromResult(read());
        }
    }
}
