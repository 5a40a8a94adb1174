using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Reminders;

/// <summary>Reminders in the silo's database. While the database cannot be used there are none: it is read again with the next refresh.</summary>
internal sealed class StoredReminderTable(IDatabase database, IdGenerator ids) : IReminderTable
{
    private readonly SqlFile _sql = database.Queries("grains");

    public Task<ReminderTableData> ReadRows(GrainId grainId) => ReadAsync("ReadReminders", new { GrainId = grainId.ToString() });

    public Task<ReminderTableData> ReadRows(uint begin, uint end)
        => database.Problem is null ? ReadAsync("ReadReminderRange", new { Begin = (long)begin, End = (long)end }) : Task.FromResult(new ReminderTableData());

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        await using var connection = await database.OpenAsync();
        var row = await connection.QuerySingleOrDefaultAsync<Row>(_sql["ReadReminder"], new { GrainId = grainId.ToString(), Name = reminderName });
        return row?.ToEntry();
    }

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        await using var connection = await database.OpenAsync();
        var etag = ids.Next();
        await connection.ExecuteAsync(_sql["UpsertReminder"], new
        {
            GrainId = entry.GrainId.ToString(),
            Name = entry.ReminderName,
            GrainHash = (long)entry.GrainId.GetUniformHashCode(),
            StartAt = new DateTimeOffset(DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc)),
            PeriodMs = (long)entry.Period.TotalMilliseconds,
            ETag = etag,
        });
        return etag;
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteAsync(_sql["RemoveReminder"], new { GrainId = grainId.ToString(), Name = reminderName, ETag = eTag }) > 0;
    }

    public async Task TestOnlyClearTable()
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["ClearReminders"]);
    }

    private async Task<ReminderTableData> ReadAsync(string query, object parameters)
    {
        await using var connection = await database.OpenAsync();
        var rows = await connection.QueryAsync<Row>(_sql[query], parameters);
        return new ReminderTableData(rows.Select(static row => row.ToEntry()));
    }

    private sealed record Row(string GrainId, string Name, long GrainHash, DateTimeOffset StartAt, long PeriodMs, string ETag)
    {
        public ReminderEntry ToEntry() => new()
        {
            GrainId = Orleans.Runtime.GrainId.Parse(GrainId),
            ReminderName = Name,
            StartAt = StartAt.UtcDateTime,
            Period = TimeSpan.FromMilliseconds(PeriodMs),
            ETag = ETag,
        };
    }
}
