using Dapper;
using Npgsql;

namespace Agents.Silo.Storage.Postgres;

/// <summary>
/// Keeps a second silo out, as the locked file does in a data folder: a session's advisory lock on a connection that is kept for it. The lock goes with
/// the connection, however the process ends.
/// </summary>
internal sealed class PostgresOwner(NpgsqlDataSource connections, PostgresAddress address) : IDisposable
{
    private static readonly SqlFile Own = SqlFile.Read("Postgres.own.sql");

    private NpgsqlConnection? _connection;

    /// <summary>Takes the lock, or finds that it is held already by this silo.</summary>
    /// <exception cref="DatabaseUnusableException">Another silo has it; the message says which.</exception>
    public void Take()
    {
        if (_connection is not null && IsAlive(_connection))
        {
            return;
        }

        _connection?.Dispose();
        _connection = null;
        var connection = connections.OpenConnection();
        try
        {
            connection.Execute(Own["PrepareOwner"]);
            if (!connection.ExecuteScalar<bool>(Own["Own"]))
            {
                throw new DatabaseUnusableException(Describe(connection.QueryFirstOrDefault<Owner>(Own["FindOwner"])));
            }

            _connection = connection;
        }
        finally
        {
            if (_connection is null)
            {
                connection.Dispose();
            }
        }
    }

    /// <summary>Looks whether the lock is still held.</summary>
    /// <exception cref="DatabaseUnusableException">The connection is lost, and the lock with it.</exception>
    public void Look()
    {
        if (_connection is null || !IsAlive(_connection))
        {
            throw new DatabaseUnusableException("the connection that keeps other silos out was lost.");
        }
    }

    public void Dispose()
    {
        if (_connection is null)
        {
            return;
        }

        try
        {
            // The server notices a closed connection a moment later, and the next silo may start before that.
            using var disown = new NpgsqlCommand(Own["Disown"], _connection);
            disown.ExecuteNonQuery();
        }
        catch (Exception lost) when (lost is NpgsqlException or InvalidOperationException)
        {
            // The lock is gone with the connection.
        }

        _connection.Dispose();
    }

    private static bool IsAlive(NpgsqlConnection connection)
    {
        try
        {
            // Not by Dapper, which would open a closed connection again, without its lock.
            using var command = new NpgsqlCommand("SELECT 1", connection);
            command.ExecuteScalar();
            return true;
        }
        catch (Exception lost) when (lost is NpgsqlException or InvalidOperationException)
        {
            // Lost now, or closed by an earlier failure.
            return false;
        }
    }

    private string Describe(Owner? owner) => owner is null
        ? $"The database {address} is used by another silo. Stop it, or name another database."
        : $"The database {address} is used by {owner.Name} at {owner.Address}, since {owner.Since:u}. Stop it, or name another database; several silos on one database need the cluster flavour.";

    private sealed record Owner(string Name, string Address, DateTime Since);
}
