using System.Data.Common;
using Agents.Client.Schedules;
using Agents.Core.Schedules;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Schedules;

/// <summary>
/// Decides what is due and writes it down: a schedule moves on in the same transaction that its firings are written in, alone among all silos. The id of the execution
/// is in the row before anything is started, so that whoever starts it, and however often, starts one.
/// </summary>
internal sealed class FiringStore(IDatabase database, IdGenerator ids, TimeProvider time)
{
    private readonly SqlFile _sql = database.Queries("schedules");

    public async Task<ScheduleLook> LookAsync()
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleAsync<ScheduleLook>(_sql["Look"]);
    }

    /// <summary>Claims due times that have passed; gives the firings to start now and how many schedules those were of.</summary>
    public async Task<(IReadOnlyList<PendingFiring> Firings, int Schedules)> ClaimDueAsync(int limit)
    {
        var now = time.GetUtcNow();
        var pending = new List<PendingFiring>();
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        var due = (await connection.QueryAsync<ScheduleRow>(_sql["ListDue"], new { Now = now, Limit = limit }, transaction)).AsList();
        foreach (var schedule in due)
        {
            pending.AddRange(await ClaimAsync(connection, transaction, schedule, now));
        }

        await transaction.CommitAsync();
        return (pending, due.Count);
    }

    /// <summary>Firings that were claimed before a time and have neither started nor been refused: whoever claimed them is gone, or could not. They are claimed anew.</summary>
    public async Task<IReadOnlyList<PendingFiring>> ClaimLeftAsync(DateTimeOffset before, int limit)
    {
        await using var connection = await database.OpenAsync();
        var left = new List<PendingFiring>();
        foreach (var firing in (await connection.QueryAsync<PendingFiring>(_sql["ListPending"], new { Before = before, Limit = limit })).AsList())
        {
            if (await connection.ExecuteAsync(_sql["Restart"], new { firing.ScheduleId, firing.DueAt, Before = before, Now = time.GetUtcNow() }) == 1)
            {
                left.Add(firing);
            }
        }

        return left;
    }

    /// <summary>Claims the first waiting firing of each schedule whose earlier ones are over.</summary>
    public async Task<IReadOnlyList<PendingFiring>> ClaimWaitingAsync()
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        var pending = new List<PendingFiring>();
        foreach (var id in (await connection.QueryAsync<string>(_sql["ListWaiting"], transaction: transaction)).AsList())
        {
            await connection.ExecuteAsync(_sql["EndFirings"], new { Id = id }, transaction);
            var open = await connection.QuerySingleAsync<OpenFirings>(_sql["CountOpen"], new { Id = id }, transaction);
            if (open.Open == open.Waiting)
            {
                var first = await connection.QuerySingleAsync<PendingFiring>(_sql["FirstWaiting"], new { Id = id }, transaction);
                await connection.ExecuteAsync(_sql["Promote"], new { first.ScheduleId, first.DueAt, Now = time.GetUtcNow() }, transaction);
                pending.Add(first);
            }
        }

        await transaction.CommitAsync();
        return pending;
    }

    /// <summary>The executions of a schedule that were started by other firings and are not known to be over.</summary>
    public async Task<IReadOnlyList<string>> ListRunningAsync(PendingFiring firing)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<string>(_sql["ListRunning"], new { Id = firing.ScheduleId, firing.DueAt })).AsList();
    }

    /// <summary>Writes down what became of firings, all in one transaction.</summary>
    public async Task SettleAsync(IReadOnlyCollection<SettledFiring> settled)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var one in settled)
        {
            await connection.ExecuteAsync(_sql["Settle"], new
            {
                one.Firing.ScheduleId,
                one.Firing.DueAt,
                Status = one.Refusal is null ? FiringStatuses.Started : FiringStatuses.Refused,
                Reason = one.Refusal is null ? null : FiringReasons.Refused,
                Detail = one.Refusal,
                StartedAt = one.Refusal is null ? one.At : (DateTimeOffset?)null,
            }, transaction);
        }

        await transaction.CommitAsync();
    }

    private async Task<IEnumerable<PendingFiring>> ClaimAsync(DbConnection connection, DbTransaction transaction, ScheduleRow schedule, DateTimeOffset now)
    {
        ScheduleTiming timing;
        try
        {
            timing = schedule.Timing();
        }
        catch (InvalidDataException broken)
        {
            // It must not keep the others from firing.
            await connection.ExecuteAsync(_sql["Change"], SchedulePauses.Pause(schedule, broken.Message, now), transaction);
            return [];
        }

        await connection.ExecuteAsync(_sql["EndFirings"], new { schedule.Id }, transaction);
        var open = await connection.QuerySingleAsync<OpenFirings>(_sql["CountOpen"], new { schedule.Id }, transaction);
        var due = DueTimes.Decide(timing, schedule.NextDueAt!.Value, now - schedule.Jitter, schedule.CatchUpPolicy, (int)schedule.CatchUpLimit);
        var pending = new List<PendingFiring>();
        foreach (var firing in Firings(schedule, due, open))
        {
            var isNew = await connection.ExecuteAsync(
                _sql["InsertFiring"], new { firing.ScheduleId, firing.DueAt, firing.UntilAt, firing.Status, firing.Reason, firing.ExecutionId, Now = now }, transaction) == 1;
            // A clock that was set back comes to the same due time again: it has fired.
            if (isNew && firing.Status == FiringStatuses.Pending)
            {
                pending.Add(PendingFiring.Of(schedule, firing));
            }
        }

        var moved = schedule with { NextDueAt = due.Next };
        await connection.ExecuteAsync(_sql["Move"], new { moved.Id, moved.NextDueAt, moved.FiresAt }, transaction);
        return pending;
    }

    private IEnumerable<NewFiring> Firings(ScheduleRow schedule, DueTimes due, OpenFirings before)
    {
        if (due.Missed is { } missed)
        {
            yield return new NewFiring(
                schedule.Id, missed.From, missed.From == missed.Until ? null : missed.Until, FiringStatuses.Skipped, FiringReasons.Missed, null);
        }

        var (open, waiting) = ((int)before.Open, (int)before.Waiting);
        foreach (var at in due.Fire)
        {
            // Of several at once only the last one would be left.
            var isReplaced = schedule.OverlapPolicy == OverlapPolicy.Replace && at != due.Fire[^1];
            var decision = Overlap.Decide(schedule.OverlapPolicy, open, waiting);
            var (status, reason) = (isReplaced, decision) switch
            {
                (true, _) => (FiringStatuses.Skipped, FiringReasons.Replaced),
                (_, FiringDecision.Start) => (FiringStatuses.Pending, null),
                (_, FiringDecision.Queue) => (FiringStatuses.Queued, null),
                (_, FiringDecision.SkipFullQueue) => (FiringStatuses.Skipped, FiringReasons.QueueFull),
                _ => (FiringStatuses.Skipped, FiringReasons.Overlap),
            };
            open += reason is null ? 1 : 0;
            waiting += status == FiringStatuses.Queued ? 1 : 0;
            yield return new NewFiring(schedule.Id, at, null, status, reason, reason is null ? ids.Next() : null);
        }
    }

    private sealed record OpenFirings
    {
        public long Open { get; init; }

        public long Waiting { get; init; }
    }
}
