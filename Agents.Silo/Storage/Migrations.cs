using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Agents.Silo.Storage;

/// <summary>
/// Brings a database to this program's schema, in one transaction that is begun under a lock: a second program waits and then finds
/// nothing to do, and a process that dies here leaves the version before or the version after, nothing between.
/// </summary>
internal sealed class Migrations
{
    private readonly (int Version, string Name, string Sql)[] _scripts;
    private readonly SqlFile _sql;

    /// <param name="folder">The database's folder of scripts and queries: <c>Sqlite</c> or <c>Postgres</c>.</param>
    public Migrations(string folder)
    {
        _scripts = [.. SqlFile.InFolder($"{folder}.Migrations").Select(static file =>
            (int.Parse(file.Name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), file.Name, file.Text))];
        _sql = SqlFile.Read($"{folder}.migrations.sql");
    }

    /// <summary>The newest version that this program knows.</summary>
    public int Newest => _scripts[^1].Version;

    /// <summary>Applies what is missing. The caller has begun the transaction under the lock, and commits it.</summary>
    /// <exception cref="DatabaseUnusableException">The database is of a newer program.</exception>
    public void Apply(DbTransaction transaction, TimeProvider time)
    {
        var connection = transaction.Connection!;
        connection.Execute(_sql["CreateTable"], transaction: transaction);
        var version = connection.ExecuteScalar<int>(_sql["ReadVersion"], transaction: transaction);
        if (version > Newest)
        {
            throw new DatabaseUnusableException(
                $"The database has schema version {version}, this program knows {Newest}. Start the newer program again, or point it at another database: AGENTS_DATA or AGENTS_DATABASE.");
        }

        foreach (var script in _scripts.Where(script => script.Version > version))
        {
            connection.Execute(script.Sql, transaction: transaction);
            connection.Execute(_sql["Record"], new { script.Version, script.Name, Now = time.GetUtcNow() }, transaction);
        }
    }
}
