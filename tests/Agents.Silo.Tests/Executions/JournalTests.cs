using System.Text;
using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Tests.Hosting;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Executions;

public sealed class JournalTests
{
    [Fact]
    public async Task Append_BehindTheJournal_IsRefusedAndTheRestOfTheBatchIsNot()
    {
        await using var silo = await SiloHost.StartAsync();
        var writer = silo.Services.GetRequiredService<JournalWriter>();
        await writer.AppendAsync(Append("a", 1, 2));

        var appends = new[] { Append("a", 1, 1), Append("a", 2, 1), Append("a", 4, 1), Append("b", 1, 1), Append("a", 3, 1) };
        var tasks = appends.Select(writer.AppendAsync).ToList();

        (await Task.WhenAll(tasks.Select(IsTakenAsync))).ShouldBe([false, false, false, true, true]);
    }

    [Fact]
    public async Task AppendsThatQueue_ShareACommit()
    {
        await using var silo = await SiloHost.StartAsync();
        var writer = silo.Services.GetRequiredService<JournalWriter>();
        var before = writer.Commits;

        await Task.WhenAll(Enumerable.Range(0, 500).Select(index => writer.AppendAsync(Append($"e{index}", 1, 1))));

        (writer.Commits - before).ShouldBeLessThan(400);
    }

    [Fact]
    public async Task Gap_IsReportedAndNotReadOver()
    {
        await using var silo = await SiloHost.StartAsync();
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
        await using var silo = await SiloHost.StartAsync();
        var writer = silo.Services.GetRequiredService<JournalWriter>();
        var log = new FileInfo(Path.Combine(silo.Folder, "agents.db-wal"));
        var text = Encoding.UTF8.GetBytes($"[\"{new string('x', 30_000)}\"]");
        const int MostRounds = 2_000;

        var rounds = 0;
        do
        {
            rounds++;
            await Task.WhenAll(Enumerable.Range(0, 20).Select(index => writer.AppendAsync(Append($"r{rounds}-{index}", 1, 1) with { Events = text })));
            log.Refresh();
        }
        while (rounds < MostRounds && log.Length > rounds * 20L * text.Length / 2);

        rounds.ShouldBeLessThan(MostRounds);
    }

    private static async Task<bool> IsTakenAsync(Task append)
    {
        try
        {
            await append;
            return true;
        }
        catch (JournalConflictException)
        {
            return false;
        }
    }

    private static JournalAppend Append(string execution, long first, int count)
    {
        var (events, _) = EventEncoding.Encode([.. Enumerable.Repeat(new ExecutionStarted(DateTimeOffset.UnixEpoch), count)]);
        var row = first == 1 ? new ExecutionRow(Execution.Fold(ExecutionState.None, Created(execution)), true, "w", "hash", "{}"u8.ToArray(), null) : null;
        return new JournalAppend(execution, first, count, events, [], row, []);
    }

    private static ExecutionCreated Created(string execution) => new(DateTimeOffset.UnixEpoch)
    {
        ExecutionId = execution,
        WorkflowId = "w",
        WorkflowVersion = 1,
        Inputs = JsonObject.Empty,
        TriggerType = "api",
    };
}
