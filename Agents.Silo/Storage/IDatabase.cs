using System.Data.Common;
using Agents.Silo.Executions.Journal;

namespace Agents.Silo.Storage;

/// <summary>
/// Where everything durable is: a SQLite file or a PostgreSQL database, with the same queries by the same names. Opened and migrated when the silo
/// starts, and again every few seconds while that fails, so that its return needs no restart. Connections are given only while it is usable.
/// </summary>
internal interface IDatabase
{
    /// <summary>Its kind as <c>/api/v1/status</c> shows it.</summary>
    string Provider { get; }

    /// <summary>Why the database cannot be used; null while it can. Names no user and no password.</summary>
    string? Problem { get; }

    /// <summary>How often it has failed while it was in use.</summary>
    long Failures { get; }

    /// <summary>How many connections write journals at once.</summary>
    int JournalWriters { get; }

    /// <summary>The queries about a noun, in this database's SQL.</summary>
    /// <param name="noun">The file's name, e.g. <c>executions</c>.</param>
    SqlFile Queries(string noun);

    /// <summary>Opens and migrates the database; false where that fails, with the reason in <see cref="Problem"/>.</summary>
    bool TryOpen();

    /// <summary>Looks whether the database still answers. Called every few seconds while it is usable.</summary>
    void Look();

    /// <summary>Says that the database failed while it was in use; it is tried again as at start. What a statement did wrong by itself is no failure of the database.</summary>
    void ReportFailure(Exception problem);

    /// <summary>A pooled connection for reading and for small writes.</summary>
    /// <exception cref="DatabaseUnusableException">The database is not usable now.</exception>
    ValueTask<DbConnection> OpenAsync();

    /// <summary>Begins a transaction that no other of this kind runs beside, in any silo: who decides by what it reads decides alone.</summary>
    ValueTask<DbTransaction> BeginAloneAsync(DbConnection connection);

    /// <summary>A connection of its own for a writer of journals.</summary>
    /// <exception cref="DbException">The database cannot be reached.</exception>
    IJournalConnection OpenJournal();
}
