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

    public required DateTimeOffset NextAttemptAt { get; init; }
}

/// <summary>The table <c>outgoing_webhooks</c>, which the journal's writer adds to.</summary>
internal sealed class WebhookStore(IDatabase database, TimeProvider time)
{
    private readonly SqlFile _sql = database.Queries("webhooks");

    /// <summary>Messages whose next attempt is due, the one that has waited longest first.</summary>
    public async Task<IReadOnlyList<DueWebhook>> ListDueAsync(string target, int limit)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<DueWebhook>(_sql["ListDue"], new { Target = target, Now = time.GetUtcNow(), Limit = limit })).AsList();
    }

    /// <summary>Takes a message for one attempt; false where somebody else has it. Unless told otherwise the next attempt is at <paramref name="next"/>.</summary>
    public async Task<bool> ClaimAsync(DueWebhook webhook, DateTimeOffset next)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteAsync(_sql["Claim"], new { webhook.Id, SeenAt = webhook.NextAttemptAt, NextAttemptAt = next }) == 1;
    }

    /// <summary>It was delivered.</summary>
    public async Task DeleteAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["Delete"], new { Id = id });
    }

    /// <summary>An attempt failed; the next one is at <paramref name="next"/>, or null: it is given up.</summary>
    public async Task FailAsync(string id, string error, DateTimeOffset? next)
    {
        await using var connection = await database.OpenAsync();
        var now = time.GetUtcNow();
        await connection.ExecuteAsync(_sql["Fail"], new
        {
            Id = id,
            Status = next is null ? "dead" : "pending",
            NextAttemptAt = next ?? now,
            Error = error,
            DiedAt = next is null ? now : (DateTimeOffset?)null,
        });
    }

    /// <summary>Messages that were given up, the latest first, after a time and an id.</summary>
    public async Task<IReadOnlyList<OutgoingWebhook>> ListDeadAsync(DateTimeOffset? afterTime, string? afterId, int limit)
    {
        await using var connection = await database.OpenAsync();
        return [.. (await connection.QueryAsync<Row>(_sql["ListDead"], new { AfterTime = afterTime, AfterId = afterId, Limit = limit })).Select(Record)];
    }

    public async Task<long> CountDeadAsync()
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteScalarAsync<long>(_sql["CountDead"]);
    }

    /// <summary>Makes a dead message owed again; null where there is none.</summary>
    public async Task<OutgoingWebhook?> ReviveAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleOrDefaultAsync<Row>(_sql["Revive"], new { Id = id, Now = time.GetUtcNow() }) is { } row ? Record(row) : null;
    }

    private static OutgoingWebhook Record(Row row) => new(
        row.Id, row.Target, row.Event, row.ExecutionId, row.Status, (int)row.Attempts, row.Error, row.CreatedAt, row.DiedAt);

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string Target { get; init; }

        public required string Event { get; init; }

        public required string ExecutionId { get; init; }

        public required string Status { get; init; }

        public long Attempts { get; init; }

        public string? Error { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? DiedAt { get; init; }
    }
}
