using System.Text.Json;
using Agents.Client.Approvals;
using Agents.Client.Json;
using Agents.Silo.Executions;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Approvals;

/// <summary>Reads the table <c>approvals</c>, which the journal's writer fills.</summary>
internal sealed class ApprovalStore(IDatabase database, JournalReader journal)
{
    private readonly SqlFile _sql = database.Queries("approvals");

    /// <summary>One approval; null where there is none.</summary>
    public async Task<ApprovalRecord?> FindAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        var row = await connection.QuerySingleOrDefaultAsync<Row>(_sql["Find"], new { Id = id });
        return row is null ? null : await RecordAsync(row);
    }

    /// <summary>Approvals, the one that has waited longest first.</summary>
    public async Task<IReadOnlyList<ApprovalRecord>> ListAsync(ApprovalListFilter filter)
    {
        await using var connection = await database.OpenAsync();
        var records = new List<ApprovalRecord>();
        foreach (var row in await connection.QueryAsync<Row>(_sql["List"], filter))
        {
            records.Add(await RecordAsync(row));
        }

        return records;
    }

    public async Task<long> CountAsync(ApprovalListFilter filter)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteScalarAsync<long>(_sql["Count"], filter);
    }

    private async Task<ApprovalRecord> RecordAsync(Row row)
    {
        var votes = JsonSerializer.Deserialize(row.Votes, AgentsJson.Wire.IReadOnlyListApprovalVoteRecord)!;
        return new ApprovalRecord
        {
            Id = row.Id,
            ExecutionId = row.ExecutionId,
            WorkflowId = row.WorkflowId,
            WorkflowName = row.WorkflowName,
            State = row.State,
            Status = row.Status,
            Title = row.Title,
            Message = row.Message,
            Payload = ExecutionViews.Element(await journal.ReadValueAsync(row.Payload)),
            Editable = row.Editable == 1,
            Edited = votes.LastOrDefault(static vote => vote.Edited is not null)?.Edited,
            Approvers = [.. JsonElement.Parse(row.Approvers).EnumerateArray().Select(static name => name.GetString()!)],
            Quorum = (int)row.Quorum,
            Votes = votes,
            Delegations = JsonSerializer.Deserialize(row.Delegations, AgentsJson.Wire.IReadOnlyListApprovalDelegationRecord)!,
            RequestedAt = row.RequestedAt,
            DueAt = row.DueAt,
            RemindedAt = row.RemindedAt,
            EscalatedAt = row.EscalatedAt,
            DecidedAt = row.DecidedAt,
        };
    }

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string ExecutionId { get; init; }

        public required string WorkflowId { get; init; }

        public required string WorkflowName { get; init; }

        public required string State { get; init; }

        public required string Status { get; init; }

        public string? Title { get; init; }

        public string? Message { get; init; }

        public required string Payload { get; init; }

        public long Editable { get; init; }

        public required string Approvers { get; init; }

        public long Quorum { get; init; }

        public required string Votes { get; init; }

        public required string Delegations { get; init; }

        public required DateTimeOffset RequestedAt { get; init; }

        public DateTimeOffset? DueAt { get; init; }

        public DateTimeOffset? RemindedAt { get; init; }

        public DateTimeOffset? EscalatedAt { get; init; }

        public DateTimeOffset? DecidedAt { get; init; }
    }
}

/// <summary>What a list of approvals wants; null means any.</summary>
internal sealed record ApprovalListFilter
{
    public string? Status { get; init; }

    public string? ExecutionId { get; init; }

    /// <summary>Names in full form, as a JSON array.</summary>
    public string? Names { get; init; }

    public DateTimeOffset? AfterTime { get; init; }

    public string? AfterId { get; init; }

    public int Limit { get; init; } = Paging.DefaultLimit;

    /// <summary>A cursor that goes on after a row.</summary>
    public static string Cursor(ApprovalRecord last) => TimeCursor.After(last.RequestedAt, last.Id);
}
