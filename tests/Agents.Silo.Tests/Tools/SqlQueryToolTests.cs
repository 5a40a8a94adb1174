using Agents.Core.Json;
using Agents.Silo.Tests.Hosting;
using Agents.Silo.Tools;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Agents.Silo.Tests.Tools;

public sealed class SqlQueryToolTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("agents-query").FullName;

    private string Shop => Path.Combine(_root, "shop.db");

    public SqlQueryToolTests()
    {
        foreach (var name in new[] { "shop.db", "other.db" })
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(_root, name)};Pooling=False");
            connection.Execute("CREATE TABLE items (name TEXT, price REAL, count INTEGER, data BLOB); INSERT INTO items VALUES ('tea', 2.5, 3, x'0102'), ('salt', 1, NULL, NULL), ('rice', 4, 1, NULL)");
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private SqlQueryTool Tool(int rows = 200) => Tool(new QueryDatabaseOptions { Sqlite = Shop, MaxRows = rows });

    private static SqlQueryTool Tool(QueryDatabaseOptions database) => new(ToolHost.Options(options => options.Databases["shop"] = database), ToolHost.NoSecrets);

    [Fact]
    public async Task Query_GivesColumnsAndRowsWithTheirTypes()
    {
        var result = (await ToolHost.CallAsync(Tool(), new { query = "SELECT name, price, count, data FROM items WHERE price < @most ORDER BY name", parameters = new { most = 3 } })).Output();

        result.ToJson().ShouldBe("""
            {"columns":["name","price","count","data"],"rows":[{"name":"salt","price":1.0,"count":null,"data":null},{"name":"tea","price":2.5,"count":3,"data":"AQI="}]}
            """);
    }

    [Fact]
    public async Task MoreRowsThanAllowed_AreCut()
    {
        var result = (JsonObject)(await ToolHost.CallAsync(Tool(rows: 2), new { query = "SELECT name FROM items" })).Output();

        (((JsonArray)result["rows"]).Count, result["cut"]).ShouldBe((2, true));
    }

    [Theory]
    [InlineData("DELETE FROM items")]
    [InlineData("DROP TABLE items")]
    [InlineData("SELECT 1; DELETE FROM items")]
    [InlineData("PRAGMA query_only = 0; DELETE FROM items")]
    [InlineData("ATTACH DATABASE '{other}' AS other; SELECT * FROM other.items")]
    [InlineData("VACUUM INTO '{new}'")]
    [InlineData("SELECT load_extension('x')")]
    [InlineData("SELECT nothing FROM nowhere")]
    public async Task WhatIsNoReadingOfTheDatabase_FailsAndChangesNothing(string query)
    {
        var made = Path.Combine(_root, "made.db");
        query = query.Replace("{other}", Path.Combine(_root, "other.db"), StringComparison.Ordinal).Replace("{new}", made, StringComparison.Ordinal);

        var error = (await ToolHost.CallAsync(Tool(), new { query })).Error();

        error.Code.ShouldBe("query_failed");
        File.Exists(made).ShouldBeFalse();
        ((JsonArray)((JsonObject)(await ToolHost.CallAsync(Tool(), new { query = "SELECT * FROM items" })).Output())["rows"]).Count.ShouldBe(3);
    }

    [Fact]
    public async Task QueryWhoseTimeIsOver_Ends()
    {
        using var over = new CancellationTokenSource();
        var call = Tool().CallAsync(ToolHost.CallOf(new { query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n" }), over.Token);

        await over.CancelAsync();

        await Should.ThrowAsync<Exception>(call.WaitAsync(TimeSpan.FromSeconds(60)));
        call.IsCompleted.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task Postgres_RunsOneStatementThatOnlyReads()
    {
        var address = new NpgsqlConnectionStringBuilder(await TestDatabase.NewPostgresAsync()) { Pooling = false }.ToString();
        await using var connection = new NpgsqlConnection(address);
        await connection.ExecuteAsync("CREATE TABLE items (name text, price numeric, at timestamptz); INSERT INTO items VALUES ('tea', 2.5, '2026-01-02T03:04:05Z')");
        var tool = Tool(new QueryDatabaseOptions { Postgres = address });

        var read = (await ToolHost.CallAsync(tool, new { query = "SELECT name, price, at FROM items WHERE name = @name", parameters = new { name = "tea" } })).Output();

        read.ToJson().ShouldBe("""{"columns":["name","price","at"],"rows":[{"name":"tea","price":2.5,"at":"2026-01-02T03:04:05.0000000Z"}]}""");
        foreach (var query in new[] { "DELETE FROM items", "COMMIT; DELETE FROM items", "SELECT 1; DELETE FROM items", "SELECT nothing" })
        {
            (await ToolHost.CallAsync(tool, new { query })).Error().Code.ShouldBeOneOf("query_failed", "several_statements");
        }

        (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM items")).ShouldBe(1);
        (await ToolHost.CallAsync(Tool(new QueryDatabaseOptions { Postgres = "Host=127.0.0.1;Port=1;Password=canary-1;Timeout=2" }), new { query = "SELECT 1" })).Error().Message.ShouldNotContain("canary");
    }
}
