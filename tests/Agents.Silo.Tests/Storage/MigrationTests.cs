using Agents.Silo.Storage;
using Agents.Silo.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Agents.Silo.Tests.Storage;

public sealed class MigrationTests
{
    [Fact]
    public void DatabaseOfTheFirstSchema_KeepsItsJournals()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        connection.Execute(SqlFile.InFolder("Sqlite.Migrations").Single(static file => file.Name.StartsWith("0001", StringComparison.Ordinal)).Text);
        connection.Execute(
            """
            CREATE TABLE schema_migrations (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL);
            INSERT INTO schema_migrations VALUES (1, '0001_first', '2026-01-01T00:00:00.000Z');
            INSERT INTO executions (id, workflow_id, workflow_name, workflow_version, config_snapshot, status, trigger_type, inputs, created_at) VALUES
              ('b', 'w', 'W', 1, 'hash', 'completed', 'api', '{}', '2026-01-01T00:00:01.000Z'),
              ('a', 'w', 'W', 1, 'hash', 'running', 'api', '{}', '2026-01-01T00:00:00.000Z');
            INSERT INTO execution_events VALUES
              ('a', 1, 2, '[{"type":"execution.created","at":"t1"},{"type":"execution.started","at":"t2"}]'),
              ('b', 1, 1, '[{"type":"execution.created","at":"t1"}]'),
              ('a', 3, 3, '[{"type":"step.started","at":"t3"}]');
            INSERT INTO execution_steps (execution_id, step_id, seq, state, visit, attempts, status, started_at, completed_at, state_data) VALUES
              ('b', 's', 1, 'draft', 1, 1, 'succeeded', 't1', 't2', '{"x":1}');
            """);

        SqliteDatabase.Migrate(connection, TimeProvider.System);

        connection.Query<string>("SELECT seq || ' ' || type || ' ' || created_at FROM execution_events WHERE execution_id = 'a' ORDER BY seq")
            .ShouldBe(["1 execution.created t1", "2 execution.started t2", "3 step.started t3"]);
        connection.Query<string>("SELECT id FROM executions ORDER BY number").ShouldBe(["a", "b"]);
        connection.QuerySingle<string>("SELECT state_data FROM execution_states WHERE execution_id = 'b' AND node_id = 'draft'").ShouldBe("""{"x":1}""");
        connection.QuerySingle<string>("SELECT execution_id FROM execution_steps").ShouldBe("b");
    }

    [Fact]
    public void FirstSchema_WithRows_IsBroughtToTheNewest()
    {
        using var database = new SqliteConnection("Data Source=:memory:");
        database.Open();
        database.Execute(SqlFile.InFolder("Sqlite.Migrations").First().Text);
        database.Execute("""
            CREATE TABLE schema_migrations (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL);
            INSERT INTO schema_migrations VALUES (1, '0001_first.sql', '2026-01-01T00:00:00.000Z');
            INSERT INTO workflows (id, name, status, current_version, created_at, updated_at) VALUES ('w', 'W', 'active', 1, 'then', 'then');
            INSERT INTO workflow_versions VALUES ('w', 1, NULL, 'hash', 'w.yaml', 'id: w', 'then');
            """);

        SqliteDatabase.Migrate(database, TimeProvider.System);
        SqliteDatabase.Migrate(database, TimeProvider.System);

        database.QuerySingle<int>("SELECT max(version) FROM schema_migrations").ShouldBe(SqliteDatabase.Migrations.Newest);
        database.QuerySingle<string>("SELECT id FROM workflows WHERE removed_at IS NULL").ShouldBe("w");
        database.QuerySingle<string>("SELECT definition FROM workflow_versions").ShouldBe("id: w");
    }

    [Fact]
    public void Children_KnowTheirParents_AndLargeValuesOfBefore_AreKept()
    {
        using var database = new SqliteConnection("Data Source=:memory:");
        database.Open();
        database.Execute(SqlFile.InFolder("Sqlite.Migrations").First().Text);
        database.Execute("""
            CREATE TABLE schema_migrations (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL);
            INSERT INTO schema_migrations VALUES (1, '0001_first.sql', '2026-01-01T00:00:00.000Z');
            INSERT INTO executions (id, workflow_id, workflow_name, workflow_version, config_snapshot, status, trigger_type, inputs, created_at) VALUES
              ('p', 'w', 'W', 1, 'hash', 'running', 'api', '{}', '2026-01-01T00:00:01.000Z'),
              ('c', 'w', 'W', 1, 'hash', 'running', 'workflow', '{}', '2026-01-01T00:00:02.000Z');
            INSERT INTO execution_events VALUES
              ('p', 1, 1, '[{"type":"execution.created","at":"t1"}]'),
              ('c', 1, 1, '[{"type":"execution.created","at":"t1","parent":{"execution_id":"p","step_id":"s","attempt":1,"depth":1}}]');
            INSERT INTO blobs VALUES ('hash', x'00');
            """);

        SqliteDatabase.Migrate(database, TimeProvider.System);

        database.Query<string>("SELECT id || ' ' || coalesce(parent_id, '-') || ' ' || run_mode FROM executions ORDER BY id").ShouldBe(["c p full", "p - full"]);
        database.QuerySingle<string>("SELECT execution || ' ' || hash FROM blob_uses").ShouldBe("0 hash");
        database.QuerySingle<long>("SELECT days FROM retention").ShouldBe(30);
    }

    [Fact]
    public void Numbers_CountUpWithoutGaps()
    {
        var numbers = SqlFile.InFolder("Sqlite.Migrations").Select(static file => int.Parse(file.Name.AsSpan(0, 4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture)).ToList();

        numbers.ShouldBe(Enumerable.Range(1, numbers.Count));
    }
}
