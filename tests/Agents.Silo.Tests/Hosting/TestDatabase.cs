using Agents.Silo.Storage;
using Agents.Silo.Storage.Postgres;
using Agents.Silo.Storage.Sqlite;
using Agents.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agents.Silo.Tests.Hosting;

/// <summary>A database of one test.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly DataFolder? _folder;

    private TestDatabase(IDatabase database, DataFolder? folder) => (Database, _folder) = (database, folder);

    public IDatabase Database { get; }

    public static async Task<TestDatabase> OpenAsync(DatabaseKind kind)
    {
        var test = kind == DatabaseKind.Postgres ? OnPostgres(await NewPostgresAsync(), isShared: false) : OnSqlite();
        test.Database.TryOpen().ShouldBeTrue(test.Database.Problem);
        return test;
    }

    /// <summary>A new PostgreSQL database's connection string; skips the test where there is no server.</summary>
    public static async Task<string> NewPostgresAsync()
    {
        PostgresServer.Need();
        return await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
    }

    public static TestDatabase OnPostgres(string connectionString, bool isShared)
        => new(new PostgresDatabase(PostgresAddress.Parse(connectionString, "test"), isShared, TimeProvider.System, NullLogger<PostgresDatabase>.Instance), null);

    public ValueTask DisposeAsync()
    {
        ((IDisposable)Database).Dispose();
        if (_folder is not null)
        {
            _folder.Dispose();
            Directory.Delete(_folder.Path, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private static TestDatabase OnSqlite()
    {
        var folder = DataFolder.Acquire(Directory.CreateTempSubdirectory("agents-database").FullName);
        return new TestDatabase(new SqliteDatabase(folder, TimeProvider.System, NullLogger<SqliteDatabase>.Instance), folder);
    }
}
