using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Agents.Silo.Storage;

/// <summary>
/// Brings a database to this program's schema. Each script and the row that records it are one transaction:
/// a process that dies here leaves the version before or the version after, nothing between.
/// </summary>
internal static class Migrations
{
    private static readonly (int Version, string Name, string Sql)[] Scripts = [.. SqlFile.InFolder("Sqlite.Migrations").Select(static file =>
        (int.Parse(file.Name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), file.Name, file.Text))];

    /// <summary>The newest version that this program knows.</summary>
    public static int Newest => Scripts[^1].Version;

    /// <summary>Applies what is missing.</summary>
    /// <exception cref="DatabaseUnusableException">The database is of a newer program.</exception>
    public static void Apply(SqliteConnection connection, TimeProvider time)
    {
        // BEGIN IMMEDIATE is the lock: a second program waits here and then finds nothing to do.
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)", transaction: transaction);
        var version = connection.ExecuteScalar<int>("SELECT coalesce(max(version), 0) FROM schema_migrations", transaction: transaction);
        if (version > Newest)
        {
            throw new DatabaseUnusableException(
                $"The database has schema version {version}, this program knows {Newest}. Start the newer program again, or point AGENTS_DATA at another folder.");
        }

        foreach (var script in Scripts.Where(script => script.Version > version))
        {
            connection.Execute(script.Sql, transaction: transaction);
            connection.Execute(
                "INSERT INTO schema_migrations (version, name, applied_at) VALUES (@Version, @Name, @AppliedAt)",
                new { script.Version, script.Name, AppliedAt = SqliteTime.ToText(time.GetUtcNow()) },
                transaction);
        }

        transaction.Commit();
    }
}
