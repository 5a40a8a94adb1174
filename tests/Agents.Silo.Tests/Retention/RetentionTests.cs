using System.Net;
using System.Text;
using Agents.Client.Deployments;
using Agents.Client.Executions;
using Agents.Silo.Executions;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Retention;
using Agents.Silo.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Retention;

public sealed class RetentionTests
{
    private const string Waiting = """
        id: waiting
        states: [{name: wait, type: signal, signal: go, end: true}]
        """;

    private const string Outer = """
        id: outer
        states:
          - name: both
            type: parallel
            branches:
              - {name: ended, states: [{name: quick, type: workflow, workflow: pure}]}
              - {name: open, states: [{name: slow, type: workflow, workflow: waiting}]}
            end: true
        """;

    private static readonly string[] Tables = ["executions", "journal", "steps", "approvals", "execution_forks", "idempotency_keys", "blobs", "blob_uses"];

    private static async Task<SiloHost> StartAsync(DatabaseKind kind, ManualClock clock) => await SiloHost.StartAsync(kind, clock.Use);

    private static async Task<long> RunAsync(SiloHost silo) => (await silo.Services.GetRequiredService<RetentionSweep>().RunAsync(TimeSpan.MaxValue)).Removed;

    private static async Task<bool> IsThereAsync(SiloHost silo, string id) => (await silo.Http.GetAsync($"/api/v1/executions/{id}")).StatusCode == HttpStatusCode.OK;

    private static Dictionary<string, long> Rows(SiloHost silo)
        => Tables.ToDictionary(static table => table, table => Executions.Tables.Count(silo, $"SELECT count(*) FROM {table}"));

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task OldExecutions_GoWithAllThatIsTheirs_AndYoungOnesStay(DatabaseKind kind)
    {
        var clock = new ManualClock();
        await using var silo = await StartAsync(kind, clock);
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.CreateAsync("""
            id: asked
            states: [{name: ask, type: human_approval, title: T, approvers: [ada], timeout: 1h, onTimeout: approve, end: true}]
            """);
        using var keyed = await silo.PostAsync(
            "/api/v1/executions", """{"workflow_id": "two-steps", "inputs": {"topic": "x"}}""", headers: [("Idempotency-Key", "k"), ("Prefer", "wait=60")]);
        var old = keyed.Headers.Location!.ToString().Split('/')[^1];
        await silo.Client.Executions.RerunAsync(old, new RerunExecution { FromStep = "polish" }, TimeSpan.FromSeconds(60));
        var asked = await silo.RunAsync("asked", wait: TimeSpan.Zero);
        clock.Offset += TimeSpan.FromHours(2);
        await silo.EndAsync(asked.Id);
        clock.Offset += TimeSpan.FromDays(31);
        var young = await silo.RunAsync("two-steps", new { topic = "x" });

        (await RunAsync(silo)).ShouldBe(3);
        (await RunAsync(silo)).ShouldBe(0);

        (await IsThereAsync(silo, old)).ShouldBeFalse();
        (await IsThereAsync(silo, young.Id)).ShouldBeTrue();
        Rows(silo).ShouldBe(new Dictionary<string, long>
        {
            ["executions"] = 1,
            ["journal"] = 3,
            ["steps"] = 2,
            ["approvals"] = 0,
            ["execution_forks"] = 0,
            ["idempotency_keys"] = 0,
            ["blobs"] = 0,
            ["blob_uses"] = 0,
        }, ignoreOrder: true);
        var told = await silo.Client.Retention.GetAsync();
        (told.Days, told.TotalRemoved).ShouldBe((30, 3));
        told.TotalRemovedBytes.ShouldBeGreaterThan(1_000);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task LargeValues_GoWithTheLastThatRefersToThem(DatabaseKind kind)
    {
        var clock = new ManualClock();
        await using var silo = await StartAsync(kind, clock);
        await silo.CreateAsync(Definitions.TwoSteps);
        var (mine, shared) = (new string('m', 50_000), new string('s', 50_000));
        await silo.RunAsync("two-steps", new { topic = mine });
        await silo.RunAsync("two-steps", new { topic = shared });
        var before = Rows(silo)["blobs"];
        clock.Offset += TimeSpan.FromDays(31);
        var young = await silo.RunAsync("two-steps", new { topic = shared });

        (await RunAsync(silo)).ShouldBe(2);

        Rows(silo)["blobs"].ShouldBeInRange(1, before - 1);
        (await silo.Client.Executions.GetAsync(young.Id)).Inputs.GetProperty("topic").GetString().ShouldBe(shared);
        (await silo.Client.Executions.GetStepsAsync(young.Id)).Items.Count.ShouldBe(2);
        clock.Offset += TimeSpan.FromDays(31);
        (await RunAsync(silo)).ShouldBe(1);
        (Rows(silo)["blobs"], Rows(silo)["blob_uses"]).ShouldBe((0, 0));
    }

    [Fact]
    public async Task SharedBudget_GoesWithItsExecution()
    {
        var clock = new ManualClock();
        await using var silo = await SiloHost.StartAsync(clock.Use);
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.CreateAsync("""
            id: outer
            budget: {model_calls: 9}
            states: [{name: call, type: workflow, workflow: two-steps, input: {topic: x}, end: true}]
            """);
        (await silo.RunAsync("outer")).Status.ShouldBe("completed");
        Executions.Tables.Count(silo, "SELECT count(*) FROM grain_state").ShouldBe(1);
        clock.Offset += TimeSpan.FromDays(31);

        (await RunAsync(silo)).ShouldBe(2);

        Executions.Tables.Count(silo, "SELECT count(*) FROM grain_state").ShouldBe(0);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task WhatSomethingUnfinishedNeeds_IsKept(DatabaseKind kind)
    {
        var clock = new ManualClock();
        await using var silo = await StartAsync(kind, clock);
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync(Waiting);
        await silo.CreateAsync(Outer);
        var parent = await silo.RunAsync("outer", wait: TimeSpan.Zero);
        var forked = await silo.RunAsync("waiting", wait: TimeSpan.Zero);
        await silo.Client.Executions.CancelAsync(forked.Id);
        var fork = await silo.Client.Executions.RerunAsync(forked.Id, new RerunExecution { AtSeq = 2 });
        await Eventually.TrueAsync(async () => (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "pure" })).Items is [{ Status: "completed" }]);
        clock.Offset += TimeSpan.FromDays(31);

        (await RunAsync(silo)).ShouldBe(0);

        foreach (var open in (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "waiting", Statuses = ["waiting_signal"] })).Items)
        {
            await silo.Client.Executions.SignalAsync(open.Id, new SendSignal("go"));
        }

        (await silo.EndAsync(parent.Id)).Status.ShouldBe("completed");
        await silo.EndAsync(fork.Id);
        // The family is as old as its own ends: what ended long ago goes, what ended now stays.
        (await RunAsync(silo)).ShouldBe(2);
        (await IsThereAsync(silo, parent.Id)).ShouldBeTrue();
        (await IsThereAsync(silo, forked.Id)).ShouldBeFalse();
    }

    [Fact]
    public async Task ForEver_RemovesNothing_AndItIsKeptAcrossARestart()
    {
        var clock = new ManualClock();
        await using var silo = await SiloHost.StartAsync(clock.Use);
        await silo.CreateAsync(Definitions.Pure);
        await silo.RunAsync("pure");
        (await silo.Client.Retention.SetAsync(null)).Days.ShouldBeNull();
        clock.Offset += TimeSpan.FromDays(1_000);

        await silo.RestartAsync();

        (await RunAsync(silo)).ShouldBe(0);
        (await silo.Client.Retention.GetAsync()).Days.ShouldBeNull();
        (await silo.Client.Retention.SetAsync(1)).Days.ShouldBe(1);
        (await silo.Client.Retention.RunAsync()).ShouldBe(new(1, true));
    }

    [Fact]
    public async Task ManyExecutions_GoInSmallTransactions()
    {
        var clock = new ManualClock();
        await using var silo = await SiloHost.StartAsync(clock.Use);
        await silo.CreateAsync(Definitions.Pure);
        await Task.WhenAll(Enumerable.Range(0, (2 * RetentionPace.Smallest) + 3).Select(_ => silo.RunAsync("pure")));
        clock.Offset += TimeSpan.FromDays(31);

        var batch = await silo.Services.GetRequiredService<RetentionStore>().RemoveAsync(new RetentionRule(null, 30), "", RetentionPace.Smallest);

        batch.Executions.ShouldBe(RetentionPace.Smallest);
        (await RunAsync(silo)).ShouldBe(RetentionPace.Smallest + 3);
        var status = await silo.Client.GetStatusAsync();
        status.Retention!.TotalRemoved.ShouldBe((2 * RetentionPace.Smallest) + 3);
        status.Database!.SizeBytes!.Value.ShouldBeGreaterThan(0);
        status.Database.FreeBytes.ShouldNotBeNull();
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Run_IsClaimedOnce(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        var store = new RetentionStore(test.Database, TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();

        (await store.TryBeginAsync(now, now.AddHours(1))).ShouldBeTrue();
        (await store.TryBeginAsync(now, now.AddHours(1))).ShouldBeFalse();
        (await store.TryBeginAsync(now.AddHours(1).AddSeconds(1), now.AddHours(2))).ShouldBeTrue();
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Deployments_KeepTheirExecutionsAsLongAsTheySay(DatabaseKind kind)
    {
        var clock = new ManualClock();
        await using var silo = await StartAsync(kind, clock);
        await silo.CreateAsync(Definitions.Pure);
        await DeployAsync(silo, "week", new DeploymentRetention { Days = 7 });
        await DeployAsync(silo, "always", new DeploymentRetention { Forever = true });
        await DeployAsync(silo, "usual", null);
        await DeployAsync(silo, "removed", new DeploymentRetention { Days = 60 });
        var runs = new Dictionary<string, string>();
        foreach (var id in new[] { "week", "always", "usual", "removed" })
        {
            runs[id] = (await silo.Client.Deployments.ExecuteAsync(id, new ExecuteDeployment(), TimeSpan.FromSeconds(60))).Id;
        }

        runs["none"] = (await silo.RunAsync("pure")).Id;
        await silo.Client.Deployments.DeleteAsync("removed");

        (await GoneAfterAsync(8)).ShouldBe(["week"]);
        (await GoneAfterAsync(31)).ShouldBe(["usual", "week", "none"], ignoreOrder: true);
        await silo.Client.Retention.SetAsync(null);
        (await GoneAfterAsync(61)).ShouldBe(["usual", "week", "none", "removed"], ignoreOrder: true);
        await silo.Client.Deployments.ChangeAsync("always", new ChangeDeployment { Retention = new DeploymentRetention { Days = 1 } });
        (await GoneAfterAsync(62)).Count.ShouldBe(5);

        async Task<List<string>> GoneAfterAsync(int days)
        {
            clock.Offset = TimeSpan.FromDays(days);
            await RunAsync(silo);
            var gone = new List<string>();
            foreach (var (name, id) in runs)
            {
                if (!await IsThereAsync(silo, id))
                {
                    gone.Add(name);
                }
            }

            return gone;
        }
    }

    private static Task<DeploymentRecord> DeployAsync(SiloHost silo, string path, DeploymentRetention? retention)
        => silo.Client.Deployments.CreateAsync(new CreateDeployment("pure") { EndpointPath = path, Retention = retention });

    [Fact]
    public async Task Pace_GrowsWhileNobodyWrites_AndIsSmallAgainWhenSomebodyHas()
    {
        var clock = new Agents.Testing.ManualTimeProvider();
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        var writer = silo.Services.GetRequiredService<JournalWriter>();
        await Eventually.TrueAsync(() => Task.FromResult(writer.IsIdle));
        var pace = new RetentionPace(writer, clock);

        pace.Begin();
        await pace.RestAsync(default);
        pace.Size.ShouldBe(2 * RetentionPace.Smallest);
        pace.Begin();
        clock.Advance(TimeSpan.FromSeconds(1));
        await pace.RestAsync(default);
        pace.Size.ShouldBe(RetentionPace.Smallest);
        for (var size = RetentionPace.Smallest; size < 2 * RetentionPace.Largest; size *= 2)
        {
            pace.Begin();
            await pace.RestAsync(default);
        }

        pace.Size.ShouldBe(RetentionPace.Largest);
        pace.Begin();
        await silo.RunAsync("pure");
        var rest = pace.RestAsync(default);
        (pace.Size, rest.IsCompleted).ShouldBe((RetentionPace.Smallest, false));
        clock.Advance(TimeSpan.FromSeconds(1));
        await rest;
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task KeysOfStartsThatNeverHappened_GoAfterADay_UnlessSomebodyAskedAgain(DatabaseKind kind)
    {
        var clock = new ManualClock();
        await using var silo = await StartAsync(kind, clock);
        await silo.CreateAsync(Definitions.Pure);
        var executions = silo.Services.GetRequiredService<ExecutionStore>();
        var ids = silo.Services.GetRequiredService<IdGenerator>();
        using var begun = await silo.PostAsync("/api/v1/executions", """{"workflow_id": "pure"}""", headers: [("Idempotency-Key", "begun"), ("Prefer", "wait=60")]);
        await executions.ClaimKeyAsync("executions", "given-up", "{}"u8.ToArray(), ids.Next());
        var asked = await executions.ClaimKeyAsync("executions", "asked-again", "{}"u8.ToArray(), ids.Next());

        clock.Offset += TimeSpan.FromHours(23);
        (await executions.ClaimKeyAsync("executions", "asked-again", "{}"u8.ToArray(), ids.Next())).ShouldBe(asked);
        await RunAsync(silo);
        Rows(silo)["idempotency_keys"].ShouldBe(3);
        clock.Offset += TimeSpan.FromHours(2);
        await RunAsync(silo);
        Rows(silo)["idempotency_keys"].ShouldBe(2);

        using var again = await silo.PostAsync("/api/v1/executions", """{"workflow_id": "pure"}""", headers: [("Idempotency-Key", "begun")]);
        again.Headers.Location.ShouldBe(begun.Headers.Location);
        (await executions.ClaimKeyAsync("executions", "asked-again", "{}"u8.ToArray(), ids.Next())).ShouldBe(asked);
    }

    [Theory]
    [InlineData("""{"days": 0}""")]
    [InlineData("""{"days": 1.5}""")]
    [InlineData("""{"days": "30"}""")]
    [InlineData("{}")]
    [InlineData("""{"days": 3, "hours": 2}""")]
    [InlineData("nothing")]
    public async Task WrongBody_IsRefused_AndChangesNothing(string body)
    {
        await using var silo = await SiloHost.StartAsync();

        using var reply = await silo.Http.PutAsync("/api/v1/settings/retention", new StringContent(body, Encoding.UTF8, "application/json"));

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await silo.Client.Retention.GetAsync()).Days.ShouldBe(30);
    }
}
