using System.Net;
using Agents.Silo.Storage.Sqlite;
using Agents.Silo.Tests.Hosting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Agents.Silo.Tests.Storage;

public sealed class DegradedTests
{
    [Fact]
    public async Task NewerDatabase_StartsDegradedSaysWhyAndRecoversWithoutARestart()
    {
        await using var silo = await SiloHost.StartAsync(DatabaseKind.Sqlite);
        await silo.CreateAsync(Definitions.Pure);
        var file = Path.Combine(silo.Folder, "agents.db");

        await silo.RestartAsync(between: () => Execute(file, "INSERT INTO schema_migrations (version, name, applied_at) VALUES (9999, 'future', '')"));

        using var health = await silo.Http.GetAsync("/health");
        health.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var list = await silo.Http.GetAsync("/api/v1/executions");
        list.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await list.Content.ReadAsStringAsync()).ShouldContain("9999");
        (await silo.Client.GetStatusAsync()).Status.ShouldBe("degraded");

        Execute(file, "DELETE FROM schema_migrations WHERE version = 9999");

        await Eventually.TrueAsync(async () => (await silo.Http.GetAsync("/health")).IsSuccessStatusCode);
        (await silo.RunAsync("pure")).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task Settings_AreThoseThatMakeACommitDurable()
    {
        await using var test = await TestDatabase.OpenAsync(DatabaseKind.Sqlite);
        await using var connection = await test.Database.OpenAsync();

        SqliteDatabase.DescribeSettings(connection).ShouldStartWith("journal_mode=wal, synchronous=2");
    }

    [Fact]
    public async Task DataFolder_IsOwnedByOneSilo()
    {
        await using var silo = await SiloHost.StartAsync();

        Should.Throw<DataFolderHeldException>(() => DataFolder.Acquire(silo.Folder)).Message.ShouldContain("AGENTS_DATA");
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }
}
