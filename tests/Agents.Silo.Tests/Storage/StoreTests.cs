using System.Xml.Linq;
using Agents.Core.Formats;
using Agents.Silo.Executions;
using Agents.Silo.GrainStates;
using Agents.Silo.Hosting;
using Agents.Silo.Reminders;
using Agents.Silo.Tests.Hosting;
using Agents.Silo.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Agents.Silo.Tests.Storage;

/// <summary>What stores promise, asked of both databases.</summary>
public sealed class StoreTests
{
    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Executions_AreListedByEveryFilterAndCounted(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        await silo.CreateAsync(Definitions.Pure);
        var first = await silo.RunAsync("pure");
        var second = await silo.RunAsync("pure");
        var store = silo.Services.GetRequiredService<ExecutionStore>();

        async Task<IReadOnlyList<string>> IdsAsync(ExecutionListFilter filter)
        {
            var rows = await store.ListAsync(filter);
            (await store.CountAsync(filter with { Before = null })).ShouldBeGreaterThanOrEqualTo(rows.Count);
            return [.. rows.Select(static row => row.Id)];
        }

        (await IdsAsync(new ExecutionListFilter())).ShouldBe([second.Id, first.Id]);
        (await IdsAsync(new ExecutionListFilter { Before = second.Id })).ShouldBe([first.Id]);
        (await IdsAsync(new ExecutionListFilter { Statuses = ["completed", "failed"], WorkflowId = "pure", Source = "runtime", Trigger = "api" })).Count.ShouldBe(2);
        (await IdsAsync(new ExecutionListFilter { Statuses = ["failed"] })).ShouldBeEmpty();
        (await IdsAsync(new ExecutionListFilter { DeploymentId = "none" })).ShouldBeEmpty();
        (await IdsAsync(new ExecutionListFilter { Query = "PUR" })).Count.ShouldBe(2);
        (await IdsAsync(new ExecutionListFilter { Query = "p%r" })).ShouldBeEmpty("a percent sign is a percent sign");
        (await IdsAsync(new ExecutionListFilter { From = first.CreatedAt.AddHours(-1), To = second.CreatedAt.AddHours(1) })).Count.ShouldBe(2);
        (await IdsAsync(new ExecutionListFilter { From = second.CreatedAt.AddHours(1) })).ShouldBeEmpty();
        (await store.ListAsync(new ExecutionListFilter()))[1].CreatedAt.ShouldBe(first.CreatedAt, TimeSpan.FromMilliseconds(1));
        (await store.CountActiveAsync()).ShouldBeEmpty();
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Key_BelongsToTheFirstExecutionAndToOneBody(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        var store = silo.Services.GetRequiredService<ExecutionStore>();

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => store.ClaimKeyAsync("s", "key", "body"u8.ToArray(), $"e{index}")));

        claims.Distinct().Count().ShouldBe(1);
        (await store.ClaimKeyAsync("s", "key", "other"u8.ToArray(), "late")).ShouldBeNull();
        (await store.ClaimKeyAsync("t", "key", "other"u8.ToArray(), "late")).ShouldBe("late");
        (await store.HasBegunAsync("s", "key")).ShouldBeFalse();
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Versions_StoredAtOnce_AreNumberedWithoutGaps(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        var store = silo.Services.GetRequiredService<WorkflowStore>();
        var plan = WorkflowLoader.Load(Definitions.Pure, new WorkflowLoadOptions { FileName = "pure.yaml" }).Workflow!;

        var saved = await Task.WhenAll(Enumerable.Range(0, 12).Select(index => Task.Run(() => store.SaveAsync(plan, $"text {index % 6}", "pure.yaml"))));

        saved.Cast<SavedVersion>().Count(static version => version.IsNew).ShouldBe(6);
        (await store.ListVersionsAsync("pure")).Select(static version => version.Version).ShouldBe([6L, 5, 4, 3, 2, 1]);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Workflows_AreFoundByTagAndTextAndForgottenWhenRemoved(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        await silo.CreateAsync(Definitions.Pure.Replace("name: Pure", "name: Pure\ntags: [Tea, 100%]", StringComparison.Ordinal));
        var store = silo.Services.GetRequiredService<WorkflowStore>();

        (await store.CountAsync(new WorkflowFilter(null, null, "Tea", null, null, 10))).ShouldBe(1);
        (await store.CountAsync(new WorkflowFilter(null, null, "tea", null, null, 10))).ShouldBe(0);
        (await store.CountAsync(new WorkflowFilter("active", null, null, "tE", null, 10))).ShouldBe(1);
        (await store.CountAsync(new WorkflowFilter(null, null, null, "100%", null, 10))).ShouldBe(1);
        (await store.ListAsync(new WorkflowFilter(null, null, null, null, "pure", 10))).ShouldBeEmpty();
        (await store.RemoveAsync("pure")).ShouldBe(true);
        (await store.ListAsync(new WorkflowFilter(null, null, null, null, null, 10))).ShouldBeEmpty();
        (await store.RemoveAsync("pure")).ShouldBeNull();
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Reminders_AreFoundByGrainAndRangeAndGuardedByTheirTag(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        var table = ActivatorUtilities.CreateInstance<StoredReminderTable>(silo.Services);
        var grain = GrainId.Parse("test/one");
        var entry = new ReminderEntry { GrainId = grain, ReminderName = "due", StartAt = new DateTime(2030, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc), Period = TimeSpan.FromMinutes(1) };

        var stale = await table.UpsertRow(entry);
        var tag = await table.UpsertRow(entry);

        var found = (await table.ReadRow(grain, "due"))!;
        (found.StartAt, found.Period, found.ETag).ShouldBe((entry.StartAt, entry.Period, tag));
        var hash = grain.GetUniformHashCode();
        (await table.ReadRows(hash - 1, hash)).Reminders.Count.ShouldBe(1);
        (await table.ReadRows(hash, hash - 1)).Reminders.ShouldBeEmpty("the range runs over the top and leaves this one out");
        (await table.ReadRows(grain)).Reminders.Count.ShouldBe(1);
        (await table.RemoveRow(grain, "due", stale!)).ShouldBeFalse();
        (await table.RemoveRow(grain, "due", tag!)).ShouldBeTrue();
        (await table.ReadRow(grain, "due")).ShouldBeNull();
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task GrainState_IsWrittenByWhoReadItLast(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        var storage = ActivatorUtilities.CreateInstance<StoredGrainStorage>(silo.Services);
        var grain = GrainId.Parse("test/one");
        var mine = new GrainState<List<string>> { State = ["a \0 b"] };
        await storage.WriteStateAsync("s", grain, mine);
        var other = new GrainState<List<string>>();
        await storage.ReadStateAsync("s", grain, other);
        other.State.ShouldBe(["a \0 b"]);

        await storage.WriteStateAsync("s", grain, other);

        await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteStateAsync("s", grain, mine));
        await storage.ClearStateAsync("s", grain, other);
        await storage.ReadStateAsync("s", grain, mine);
        mine.RecordExists.ShouldBeFalse();
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task KeyRing_IsSharedThroughTheDatabase(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        var (one, other) = (new StoredKeyRing(test.Database, TimeProvider.System), new StoredKeyRing(test.Database, TimeProvider.System));

        one.StoreElement(new XElement("key", new XAttribute("id", "1")), "key-1");
        one.StoreElement(new XElement("key", new XAttribute("id", "2")), "key-2");

        other.GetAllElements().Select(static key => key.Attribute("id")!.Value).ShouldBe(["1", "2"], ignoreOrder: true);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite, System.Net.HttpStatusCode.NotFound)]
    [InlineData(DatabaseKind.Postgres, System.Net.HttpStatusCode.BadRequest)]
    public async Task RequestWithNul_IsTheCallersMistake(DatabaseKind kind, System.Net.HttpStatusCode expected)
    {
        await using var silo = await SiloHost.StartAsync(kind);

        using var reply = await silo.PostAsync("/api/v1/executions", """{"workflow_id":"a\u0000b"}""");

        reply.StatusCode.ShouldBe(expected);
        (await silo.Http.GetAsync("/health")).IsSuccessStatusCode.ShouldBeTrue();
    }
}
