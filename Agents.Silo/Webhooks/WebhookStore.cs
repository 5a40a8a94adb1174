using Agents.Client.Webhooks;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Webhooks;

/// <summary>A message that is to be sent now.</summary>
internal sealed record DueWebhook
{
    public required string Id { get; init; }

    public required string Target { get; init; }

    public required string Event { get; init; }

    public string? TraceId { get; init; }

    /// <summary>As the table has it.</summary>
    public required string Body { get; init; }

    /// <summary>How often it was tried before.</summary>
    public required long Attempts { get; init; }

    /// <summary>As the table has it.</summary>
    public required string NextAttemptAt { get; init; }
}

/// <summary>The table <c>outgoing_webhooks</c>, which the journal's writer adds to.</summary>
internal sealed class WebhookStore(Database database, TimeProvider time)
{
    private static readonly SqlFile Sql = SqlFile.Read("Sqlite.webhooks.sql");

    /// <summary>Messages whose next attempt is due, the one that has waited longest first.</summary>
    public async Task<IReadOnlyList<DueWebhook>> ListDueAsync(string target, int limit)
    {
        await using var connection = database.Open();
        return (await connection.QueryAsync<DueWebhook>(Sql["ListDue"], new { Target = target, Now = Text(time.GetUtcNow()), Limit = limit })).AsList();
    }

    /// <summary>Takes a message for one attempt; false where somebody else has it. Unless told otherwise the next attempt is at <paramref name="next"/>.</summary>
    public async Task<bool> ClaimAsync(DueWebhook webhook, DateTimeOffset next)
    {
        await using var connection = database.Open();
        return await connection.ExecuteAsync(Sql["Claim"], new { webhook.Id, SeenAt = webhook.NextAttemptAt, NextAttemptAt = Text(next) }) == 1;
    }

    /// <summary>It was delivered.</summary>
    public async Task DeleteAsync(string id)
    {
        await using var connection = database.Open();
        await connection.ExecuteAsync(Sql["Delete"], new { Id = id });
    }

    /// <summary>An attempt failed; the next one is at <paramref name="next"/>, or null: it is given up.</summary>
    public async Task FailAsync(string id, string error, DateTimeOffset? next)
    {
        await using var connection = database.Open();
        var now = Text(time.GetUtcNow());
        await connection.ExecuteAsync(Sql["Fail"], new
        {
            Id = id,
            Status = next is null ? "dead" : "pending",
            NextAttemptAt = next is { } at ? Text(at) : now,
            Error = error,
            DiedAt = next is null ? now : null,
        });
    }

    /// <summary>Messages that were given up, the latest first, after a time and an id.</summary>
    public async Task<IReadOnlyList<OutgoingWebhook>> ListDeadAsync(string? afterTime, string? afterId, int limit)
    {
        await using var connection = database.Open();
        return [.. (await connection.QueryAsync<Row>(Sql["ListDead"], new { AfterTime = afterTime, AfterId = afterId, Limit = limit })).Select(Record)];
    }

    public async Task<long> CountDeadAsync()
    {
        await using var connection = database.Open();
        return await connection.ExecuteScalarAsync<long>(Sql["CountDead"]);
    }

    /// <summary>Makes a dead message owed again; null where there is none.</summary>
    public async Task<OutgoingWebhook?> ReviveAsync(string id)
    {
        await using var connection = database.Open();
        return await connection.QuerySingleOrDefaultAsync<Row>(Sql["Revive"], new { Id = id, Now = Text(time.GetUtcNow()) }) is { } row ? Record(row) : null;
    }

    private static OutgoingWebhook Record(Row row) => new(
        row.Id, row.Target, row.Event, row.ExecutionId, row.Status, (int)row.Attempts, row.Error, SqliteTime.FromText(row.CreatedAt), SqliteTime.FromOptionalText(row.DiedAt));

    private static string Text(DateTimeOffset at) => SqliteTime.ToText(at);

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string Target { get; init; }

        public required string Event { get; init; }

        public required string ExecutionId { get; init; }

        public required string Status { get; init; }

        public long Attempts { get; init; }

        public string? Error { get; init; }

        public required string CreatedAt { get; init; }

        public string? DiedAt { get; init; }
    }
}
