using System.Data.Common;
using Agents.Silo.Storage;
using Agents.Silo.Tests.Hosting;
using Dapper;

namespace Agents.Silo.Tests.Storage;

/// <summary>Two databases, one set of queries and one schema.</summary>
public sealed class SchemaTests
{
    private const string Own = "own.sql";

    [Fact]
    public void Queries_HaveTheSameNamesOnBothDatabases()
    {
        var (sqlite, postgres) = (Queries("Sqlite"), Queries("Postgres"));

        sqlite.Count.ShouldBeGreaterThan(40);
        postgres.ShouldBe(sqlite);
    }

    [SkippableFact]
    public async Task Schema_HasTheSameColumnsOnBothDatabases()
    {
        await using var sqlite = await TestDatabase.OpenAsync(DatabaseKind.Sqlite);
        await using var postgres = await TestDatabase.OpenAsync(DatabaseKind.Postgres);

        var expected = await ReadAsync(
            sqlite.Database,
            """
            SELECT m.type || ' ' || m.name || '.' || c.name || CASE WHEN c."notnull" AND m.type = 'table' THEN ' not null' ELSE '' END
            FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite_%' ORDER BY 1
            """);
        // SQLite has the column rowid without saying so.
        var actual = await ReadAsync(
            postgres.Database,
            """
            SELECT CASE t.table_type WHEN 'VIEW' THEN 'view' ELSE 'table' END || ' ' || c.table_name || '.' || c.column_name
              || CASE WHEN c.is_nullable = 'NO' AND t.table_type = 'BASE TABLE' THEN ' not null' ELSE '' END
            FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = 'public' AND c.column_name <> 'rowid'
            """);

        expected.Count.ShouldBeGreaterThan(100);
        actual.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Migrations_AppliedTwice_ChangeNothing(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        var before = await ReadAsync(test.Database, "SELECT version || ' ' || name || ' ' || applied_at FROM schema_migrations ORDER BY version");

        test.Database.TryOpen().ShouldBeTrue();

        (await ReadAsync(test.Database, "SELECT version || ' ' || name || ' ' || applied_at FROM schema_migrations ORDER BY version")).ShouldBe(before);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task DatabaseOfANewerProgram_IsLeftAloneAndUsableWhenItIsNot(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        await using (var connection = await test.Database.OpenAsync())
        {
            await connection.ExecuteAsync("INSERT INTO schema_migrations (version, name, applied_at) VALUES (9999, 'future', '2030-01-01T00:00:00Z')");
            test.Database.TryOpen().ShouldBeFalse();
            test.Database.Problem!.ShouldContain("9999");
            await Should.ThrowAsync<DatabaseUnusableException>(async () => await test.Database.OpenAsync());
            await connection.ExecuteAsync("DELETE FROM schema_migrations WHERE version = 9999");
        }

        test.Database.TryOpen().ShouldBeTrue();
        test.Database.Problem.ShouldBeNull();
    }

    private static async Task<List<string>> ReadAsync(IDatabase database, string sql)
    {
        await using DbConnection connection = await database.OpenAsync();
        return [.. await connection.QueryAsync<string>(sql)];
    }

    private static List<string> Queries(string folder) =>
    [
        .. SqlFile.InFolder(folder).Where(static file => file.Name != Own && !file.Name.StartsWith("Migrations.", StringComparison.Ordinal))
            .SelectMany(static file => file.Text.Split('\n').Where(static line => line.StartsWith("-- name: ", StringComparison.Ordinal)).Select(line => $"{file.Name} {line[9..].Trim()}"))
            .Order(StringComparer.Ordinal),
    ];
}
