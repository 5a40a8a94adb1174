using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;
using Agents.Silo.Tests.Executions;
using Agents.Silo.Tests.Hosting;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agents.Silo.Tests.Storage.Postgres;

public sealed class PostgresJournalTests
{
    private const int Rounds = 300;

    [SkippableFact]
    public async Task TwoSilos_ThatAppendToOneExecution_LeaveOneJournal()
    {
        var connectionString = await TestDatabase.NewPostgresAsync();
        await using var first = TestDatabase.OnPostgres(connectionString, isShared: true);
        await using var second = TestDatabase.OnPostgres(connectionString, isShared: true);
        first.Database.TryOpen().ShouldBeTrue();
        second.Database.TryOpen().ShouldBeTrue();
        await using var one = new JournalWriter(first.Database, NullLogger<JournalWriter>.Instance);
        await using var other = new JournalWriter(second.Database, NullLogger<JournalWriter>.Instance);

        var taken = new int[2];
        for (var seq = 1; seq <= Rounds; seq++)
        {
            var results = await Task.WhenAll(Appends.TryAsync(one, Appends.Of("contested", seq, 1)), Appends.TryAsync(other, Appends.Of("contested", seq, 1)));
            results.Count(static isTaken => isTaken).ShouldBe(1, $"of the appends with number {seq}");
            taken[0] += results[0] ? 1 : 0;
            taken[1] += results[1] ? 1 : 0;
        }

        (taken[0] + taken[1]).ShouldBe(Rounds);
        (await new JournalReader(first.Database).ReadAsync("contested")).Count.ShouldBe(Rounds);
    }

    [SkippableFact]
    public async Task AppendThatCannotBeStored_IsRefusedAloneAndIsNoOutage()
    {
        await using var test = await TestDatabase.OpenAsync(DatabaseKind.Postgres);
        await using var writer = new JournalWriter(test.Database, NullLogger<JournalWriter>.Instance);
        var empty = Appends.Of("empty", 1, 1) with { Count = 0 };

        var appends = Enumerable.Range(0, 20).Select(index => writer.AppendAsync(Appends.Of($"good{index}", 1, 1))).ToList();
        var refused = writer.AppendAsync(empty);
        appends.AddRange(Enumerable.Range(20, 20).Select(index => writer.AppendAsync(Appends.Of($"good{index}", 1, 1))));

        await Task.WhenAll(appends);
        await Should.ThrowAsync<DatabaseUnusableException>(() => refused);
        test.Database.Problem.ShouldBeNull();
        await using var connection = await test.Database.OpenAsync();
        (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM journal")).ShouldBe(40);
        (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM executions")).ShouldBe(40);
    }

    [SkippableFact]
    public async Task Writer_MakesCommitsDurableWhateverTheServersDefaultIs()
    {
        await using var test = await TestDatabase.OpenAsync(DatabaseKind.Postgres);
        await using var connection = await test.Database.OpenAsync();
        await connection.ExecuteAsync($"ALTER DATABASE {await connection.ExecuteScalarAsync<string>("SELECT current_database()")} SET synchronous_commit = off");
        using var journal = (PostgresJournal)test.Database.OpenJournal();

        journal.Setting("synchronous_commit").ShouldBe("on");
    }
}
