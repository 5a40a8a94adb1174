using System.Text;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Tests.Hosting;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Executions;

public sealed class JournalTests
{
    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Append_BehindTheJournal_IsRefusedAndTheRestOfTheBatchIsNot(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        var writer = silo.Services.GetRequiredService<JournalWriter>();
        await writer.AppendAsync(Appends.Of("a", 1, 2));

        var appends = new[] { Appends.Of("a", 1, 1), Appends.Of("a", 2, 1), Appends.Of("a", 4, 1), Appends.Of("b", 1, 1), Appends.Of("a", 3, 1) };

        (await Task.WhenAll(appends.Select(append => Appends.TryAsync(writer, append)))).ShouldBe([false, false, false, true, true]);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task AppendsThatQueue_ShareACommit(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        var writer = silo.Services.GetRequiredService<JournalWriter>();
        var before = writer.Commits;

        await Task.WhenAll(Enumerable.Range(0, 500).Select(index => writer.AppendAsync(Appends.Of($"e{index}", 1, 1))));

        (writer.Commits - before).ShouldBeLessThan(400);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Gap_IsReportedAndNotReadOver(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        await silo.CreateAsync(Definitions.Pure);
        var execution = await silo.RunAsync("pure");
        await using (var connection = await silo.Services.GetRequiredService<Agents.Silo.Storage.IDatabase>().OpenAsync())
        {
            connection.Execute("UPDATE journal SET seq = seq + 1, last_seq = last_seq + 1");
        }

        (await Should.ThrowAsync<InvalidDataException>(() => silo.Services.GetRequiredService<JournalReader>().ReadAsync(execution.Id))).Message.ShouldContain("gap");
    }

    [Fact]
    public async Task Log_BeginsAnewWhileAppendsGoOn()
    {
        await using var silo = await SiloHost.StartAsync(DatabaseKind.Sqlite);
        var writer = silo.Services.GetRequiredService<JournalWriter>();
        var log = new FileInfo(Path.Combine(silo.Folder, "agents.db-wal"));
        var text = Encoding.UTF8.GetBytes($"[\"{new string('x', 30_000)}\"]");
        const int MostRounds = 2_000;

        var rounds = 0;
        do
        {
            rounds++;
            await Task.WhenAll(Enumerable.Range(0, 20).Select(index => writer.AppendAsync(Appends.Of($"r{rounds}-{index}", 1, 1) with { Events = text })));
            log.Refresh();
        }
        while (rounds < MostRounds && log.Length > rounds * 20L * text.Length / 2);

        rounds.ShouldBeLessThan(MostRounds);
    }
}
