using Agents.Client.Executions;
using Agents.Client.Schedules;
using Agents.Silo.Schedules;
using Agents.Silo.Storage;
using Agents.Silo.Tests.Hosting;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Schedules;

public sealed class FiringTests
{
    private const string Waiting = """
        id: waiting
        states:
          - {name: hold, type: signal, signal: go, end: true}
        """;

    private readonly ManualClock _clock = new();

    public static TheoryData<DatabaseKind> Databases => [DatabaseKind.Sqlite, DatabaseKind.Postgres];

    private Task<SiloHost> StartAsync(DatabaseKind kind = DatabaseKind.Sqlite) => SiloHost.StartAsync(kind, _clock.Use);

    private static async Task<IReadOnlyList<ScheduleFiringRecord>> FiringsAsync(SiloHost silo, string id) => [.. (await silo.Client.Schedules.ListFiringsAsync(id)).Items.Reverse()];

    private static Task HasFiredAsync(SiloHost silo, string id, int count, string status = FiringStatuses.Started)
        => Eventually.TrueAsync(async () => (await FiringsAsync(silo, id)).Count(firing => firing.Status == status) >= count);

    private async Task PassAsync(SiloHost silo, string id, TimeSpan time, int firings)
    {
        _clock.Offset += time;
        await Eventually.TrueAsync(async () => (await FiringsAsync(silo, id)).Count >= firings);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task DueSchedule_StartsOneExecution(DatabaseKind kind)
    {
        await using var silo = await StartAsync(kind);
        await silo.CreateAsync(Definitions.Pure);
        var schedule = await silo.Client.Schedules.CreateAsync(new CreateSchedule { Id = "report", WorkflowId = "pure", IntervalSeconds = 3600 });
        schedule.NextDueAt[0].ShouldBe(schedule.CreatedAt.AddHours(1));
        (await FiringsAsync(silo, "report")).ShouldBeEmpty();

        _clock.Offset += TimeSpan.FromHours(1);
        await HasFiredAsync(silo, "report", 1);

        var firing = (await FiringsAsync(silo, "report")).ShouldHaveSingleItem();
        (firing.DueAt, firing.UntilAt, firing.Reason).ShouldBe((schedule.CreatedAt.AddHours(1), null, null));
        firing.StartedAt.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(firing.DueAt);
        var execution = await silo.EndAsync(firing.ExecutionId.ShouldNotBeNull());
        (execution.Status, execution.TriggerType, execution.TriggeredBy, execution.WorkflowId).ShouldBe((ExecutionStatuses.Completed, TriggerTypes.Scheduled, "schedule:report", "pure"));
        (await silo.Client.Schedules.GetAsync("report")).NextDueAt[0].ShouldBe(schedule.CreatedAt.AddHours(2));
    }

    [Fact]
    public async Task Deployment_IsStartedWithTheInputs()
    {
        await using var silo = await StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.Client.Deployments.CreateAsync(new Client.Deployments.CreateDeployment("two-steps"));
        await silo.Client.Schedules.CreateAsync(
            new CreateSchedule { DeploymentId = "two-steps", IntervalSeconds = 60, Inputs = System.Text.Json.JsonSerializer.SerializeToElement(new { topic = "tea" }) });

        _clock.Offset += TimeSpan.FromSeconds(61);
        await HasFiredAsync(silo, "two-steps", 1);

        var execution = await silo.EndAsync((await FiringsAsync(silo, "two-steps"))[0].ExecutionId!);
        (execution.Status, execution.DeploymentId, execution.Inputs.GetProperty("topic").GetString()).ShouldBe((ExecutionStatuses.Completed, "two-steps", "tea"));
    }

    [Theory]
    [InlineData(OverlapPolicies.Skip, FiringStatuses.Started, FiringStatuses.Skipped, FiringStatuses.Skipped)]
    [InlineData(OverlapPolicies.Queue, FiringStatuses.Started, FiringStatuses.Queued, FiringStatuses.Queued)]
    [InlineData(OverlapPolicies.Allow, FiringStatuses.Started, FiringStatuses.Started, FiringStatuses.Started)]
    public async Task Overlap_IsAsTheScheduleSays(string overlap, params string[] expected)
    {
        await using var silo = await StartAsync();
        await silo.CreateAsync(Waiting);
        await silo.Client.Schedules.CreateAsync(new CreateSchedule { Id = "s", WorkflowId = "waiting", IntervalSeconds = 60, Overlap = overlap });

        for (var at = 0; at < expected.Length; at++)
        {
            await PassAsync(silo, "s", TimeSpan.FromMinutes(1), at + 1);
            await HasFiredAsync(silo, "s", expected[..(at + 1)].Count(status => status == expected[at]), expected[at]);
        }

        var firings = await FiringsAsync(silo, "s");
        firings.Select(static firing => firing.Status).ShouldBe(expected);
        firings.Where(static firing => firing.Status == FiringStatuses.Skipped).ShouldAllBe(static firing => firing.Reason == FiringReasons.Overlap && firing.ExecutionId == null);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task QueuedFiring_StartsWhenTheOneBeforeIsOver(DatabaseKind kind)
    {
        await using var silo = await StartAsync(kind);
        await silo.CreateAsync(Waiting);
        await silo.Client.Schedules.CreateAsync(new CreateSchedule { Id = "s", WorkflowId = "waiting", IntervalSeconds = 60, Overlap = OverlapPolicies.Queue });
        await PassAsync(silo, "s", TimeSpan.FromMinutes(1), 1);
        await HasFiredAsync(silo, "s", 1);
        await PassAsync(silo, "s", TimeSpan.FromMinutes(1), 2);

        var firings = await FiringsAsync(silo, "s");
        firings.Select(static firing => firing.Status).ShouldBe([FiringStatuses.Started, FiringStatuses.Queued]);
        await silo.Client.Executions.SignalAsync(firings[0].ExecutionId!, new SendSignal("go"));
        await HasFiredAsync(silo, "s", 2);
        (await silo.Client.Executions.GetAsync(firings[1].ExecutionId!)).Status.ShouldNotBe(ExecutionStatuses.Failed);
    }

    [Fact]
    public async Task ReplacingFiring_CancelsTheOneBefore()
    {
        await using var silo = await StartAsync();
        await silo.CreateAsync(Waiting);
        await silo.Client.Schedules.CreateAsync(new CreateSchedule { Id = "s", WorkflowId = "waiting", IntervalSeconds = 60, Overlap = OverlapPolicies.Replace });
        await PassAsync(silo, "s", TimeSpan.FromMinutes(1), 1);
        await HasFiredAsync(silo, "s", 1);
        await PassAsync(silo, "s", TimeSpan.FromMinutes(1), 2);
        await HasFiredAsync(silo, "s", 2);

        var firings = await FiringsAsync(silo, "s");
        (await silo.EndAsync(firings[0].ExecutionId!)).Status.ShouldBe(ExecutionStatuses.Cancelled);
        (await silo.Client.Executions.GetAsync(firings[1].ExecutionId!)).Status.ShouldNotBe(ExecutionStatuses.Cancelled);
    }

    [Theory]
    [InlineData(CatchUpPolicies.None, "1-5 skipped")]
    [InlineData(CatchUpPolicies.Last, "1-4 skipped", "5 started")]
    [InlineData(CatchUpPolicies.All, "1-2 skipped", "3 started", "4 started", "5 started")]
    public async Task MissedWhileDown_IsCaughtUpAsTheScheduleSays(string catchUp, params string[] expected)
    {
        await using var silo = await StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        var schedule = await silo.Client.Schedules.CreateAsync(
            new CreateSchedule { Id = "s", WorkflowId = "pure", IntervalSeconds = 3600, CatchUp = catchUp, CatchUpLimit = 3, Overlap = OverlapPolicies.Allow });

        await silo.RestartAsync(() => _clock.Offset += TimeSpan.FromHours(5.5));
        await Eventually.TrueAsync(async () => (await FiringsAsync(silo, "s")).Count(static firing => firing.Status != FiringStatuses.Pending) >= expected.Length);

        int Hour(DateTimeOffset at) => (int)(at - schedule.CreatedAt).TotalHours;
        (await FiringsAsync(silo, "s")).Select(firing => $"{Hour(firing.DueAt)}{(firing.UntilAt is { } until ? $"-{Hour(until)}" : "")} {firing.Status}").ShouldBe(expected);
        (await silo.Client.Schedules.GetAsync("s")).NextDueAt[0].ShouldBe(schedule.CreatedAt.AddHours(6));
    }

    [Fact]
    public async Task PausedSchedule_FiresNothing_AndTellsWhatItLetPass()
    {
        await using var silo = await StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        var schedule = await silo.Client.Schedules.CreateAsync(new CreateSchedule { Id = "s", WorkflowId = "pure", IntervalSeconds = 3600 });
        var paused = await silo.Client.Schedules.PauseAsync("s", "holidays");
        (paused.Status, paused.PauseReason, paused.NextDueAt.Count).ShouldBe((ScheduleStatuses.Paused, "holidays", 0));

        _clock.Offset += TimeSpan.FromHours(3.5);
        (await silo.Services.GetRequiredService<ScheduleSweep>().RunAsync(TimeSpan.Zero, CancellationToken.None)).ShouldBe(0);
        var resumed = await silo.Client.Schedules.ResumeAsync("s");

        (resumed.Status, resumed.PauseReason, resumed.NextDueAt[0]).ShouldBe((ScheduleStatuses.Active, null, schedule.CreatedAt.AddHours(4)));
        var firing = (await FiringsAsync(silo, "s")).ShouldHaveSingleItem();
        (firing.Status, firing.Reason, firing.DueAt, firing.UntilAt).ShouldBe(
            (FiringStatuses.Skipped, FiringReasons.Paused, schedule.CreatedAt.AddHours(1), (DateTimeOffset?)schedule.CreatedAt.AddHours(3)));
        (await silo.Client.Schedules.ResumeAsync("s")).ShouldBe(resumed, new SameSchedule());
    }

    [Fact]
    public async Task WorkflowThatRefuses_IsToldInTheFiring_AndOneThatIsGonePausesTheSchedule()
    {
        await using var silo = await StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.Client.Schedules.CreateAsync(new CreateSchedule { Id = "s", WorkflowId = "pure", IntervalSeconds = 3600 });
        await silo.Client.Workflows.DisableAsync("pure");
        await PassAsync(silo, "s", TimeSpan.FromHours(1), 1);
        await HasFiredAsync(silo, "s", 1, FiringStatuses.Refused);
        (await FiringsAsync(silo, "s"))[0].Detail.ShouldBe("Workflow 'pure' is disabled.");
        (await silo.Client.Schedules.GetAsync("s")).Status.ShouldBe(ScheduleStatuses.Active);

        await silo.Client.Workflows.DeleteAsync("pure");
        await PassAsync(silo, "s", TimeSpan.FromHours(1), 2);
        await HasFiredAsync(silo, "s", 2, FiringStatuses.Refused);
        await Eventually.TrueAsync(async () => (await silo.Client.Schedules.GetAsync("s")).Status == ScheduleStatuses.Paused);
        (await silo.Client.Schedules.GetAsync("s")).PauseReason.ShouldBe("There is no workflow 'pure' any more.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SiloThatDiesWhileFiring_StartsOnce(bool hasStarted)
    {
        await using var silo = await StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.Client.Schedules.CreateAsync(new CreateSchedule { Id = "s", WorkflowId = "pure", IntervalSeconds = 3600, Enabled = false });
        await silo.Client.Schedules.ResumeAsync("s");
        _clock.Offset += TimeSpan.FromHours(1);
        // What the sweep does, up to where it dies; where the sweep of this silo was faster there is nothing left to claim.
        var (claimed, _) = await silo.Services.GetRequiredService<FiringStore>().ClaimDueAsync(10);
        if (hasStarted && claimed is [var firing])
        {
            (await silo.Services.GetRequiredService<FiringStarts>().StartAsync(firing, isRetry: false, CancellationToken.None)).ShouldNotBeNull();
        }

        await silo.RestartAsync();
        await HasFiredAsync(silo, "s", 1);

        (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "pure" })).Items.ShouldHaveSingleItem().Id
            .ShouldBe((await FiringsAsync(silo, "s")).ShouldHaveSingleItem().ExecutionId);
    }

    [Fact]
    public async Task SiloThatDiesCatchingUp_StartsAllThatIsLeftAtOnce()
    {
        await using var silo = await StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.Client.Schedules.CreateAsync(
            new CreateSchedule { Id = "s", WorkflowId = "pure", IntervalSeconds = 60, CatchUp = CatchUpPolicies.All, CatchUpLimit = 450, Overlap = OverlapPolicies.Allow, Enabled = false });
        var store = silo.Services.GetRequiredService<ScheduleStore>();
        _clock.Offset += TimeSpan.FromMinutes(500);
        // As it is after a long time down: active, and due long ago. The sweep may be as fast as this claim; then it starts them.
        await store.ChangeAsync("s", static row => row with { Status = ScheduleStatuses.Active, PausedAt = null });
        await silo.Services.GetRequiredService<FiringStore>().ClaimDueAsync(10);

        await silo.RestartAsync();

        // Nothing waits for the patience with a start that another silo may be at.
        await silo.Services.GetRequiredService<ScheduleSweep>().RecoverAsync(CancellationToken.None);
        await using var connection = await silo.Services.GetRequiredService<IDatabase>().OpenAsync();
        await Eventually.TrueAsync(async () => await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM schedule_firings WHERE status = 'pending'") == 0);
        (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM executions")).ShouldBe(await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM schedule_firings WHERE execution_id IS NOT NULL"));
        (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM executions")).ShouldBeGreaterThan(400);
    }

    [Fact]
    public async Task DueTimeThatComesAgain_FiresNothing()
    {
        await using var silo = await StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        var schedule = await silo.Client.Schedules.CreateAsync(new CreateSchedule { Id = "s", WorkflowId = "pure", IntervalSeconds = 3600 });
        await PassAsync(silo, "s", TimeSpan.FromHours(1), 1);
        await HasFiredAsync(silo, "s", 1);

        // As after a clock that was set back and a change of the schedule.
        await silo.Services.GetRequiredService<ScheduleStore>().ChangeAsync("s", row => row with { NextDueAt = schedule.CreatedAt.AddHours(1) });
        await Eventually.TrueAsync(async () => (await silo.Client.Schedules.GetAsync("s")).NextDueAt[0] == schedule.CreatedAt.AddHours(2));

        (await FiringsAsync(silo, "s")).Count.ShouldBe(1);
        await Eventually.TrueAsync(async () => (await silo.Services.GetRequiredService<FiringStore>().LookAsync()).PendingSince is null);
        (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "pure" })).Items.Count.ShouldBe(1);
    }

    private sealed class SameSchedule : IEqualityComparer<ScheduleRecord>
    {
        public bool Equals(ScheduleRecord? x, ScheduleRecord? y) => x?.Status == y?.Status && x!.NextDueAt.SequenceEqual(y!.NextDueAt);

        public int GetHashCode(ScheduleRecord obj) => obj.Id.GetHashCode(StringComparison.Ordinal);
    }
}
