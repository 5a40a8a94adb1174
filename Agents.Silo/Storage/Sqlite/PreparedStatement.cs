using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Agents.Silo.Storage.Sqlite;

/// <summary>
/// A statement that is compiled once and bound by position, on SQLite's own interface: the journal runs 100,000 of these a second,
/// and a command object per row costs more than the row.
/// </summary>
internal sealed class PreparedStatement : RowStatement, IDisposable
{
    private const int ShortText = 128;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public PreparedStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public override PreparedStatement Bind(int index, ReadOnlySpan<byte> utf8)
    {
        Check(raw.sqlite3_bind_text(_statement, index, utf8));
        return this;
    }

    public override PreparedStatement Bind(int index, string? text)
    {
        if (text is null)
        {
            return BindNull(index);
        }

        if (text.Length > ShortText)
        {
            Check(raw.sqlite3_bind_text(_statement, index, text));
            return this;
        }

        Span<byte> utf8 = stackalloc byte[ShortText * 3];
        return Bind(index, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    public override PreparedStatement Bind(int index, ReadOnlyMemory<byte>? utf8) => utf8 is { } json ? Bind(index, json.Span) : BindNull(index);

    /// <summary>Binds a time as <see cref="TimeText"/> writes it.</summary>
    public override PreparedStatement Bind(int index, DateTimeOffset? time)
    {
        if (time is not { } value)
        {
            return BindNull(index);
        }

        Span<byte> text = stackalloc byte[TimeText.BufferSize];
        return Bind(index, TimeText.Write(value, text));
    }

    public override PreparedStatement Bind(int index, long number)
    {
        Check(raw.sqlite3_bind_int64(_statement, index, number));
        return this;
    }

    public override PreparedStatement Bind(int index, double? number)
    {
        if (number is not { } value)
        {
            return BindNull(index);
        }

        Check(raw.sqlite3_bind_double(_statement, index, value));
        return this;
    }

    public override PreparedStatement BindBlob(int index, ReadOnlyMemory<byte> bytes)
    {
        Check(raw.sqlite3_bind_blob(_statement, index, bytes.Span));
        return this;
    }

    /// <summary>Runs the statement and makes it ready for the next row.</summary>
    public override void Run()
    {
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            Check(result);
        }
    }

    /// <summary>Reads two integers of the first row and makes the statement ready for the next question; false where there is no row.</summary>
    public bool TryReadPair(out long first, out long second)
    {
        var result = raw.sqlite3_step(_statement);
        var hasRow = result == raw.SQLITE_ROW;
        (first, second) = hasRow ? (raw.sqlite3_column_int64(_statement, 0), raw.sqlite3_column_int64(_statement, 1)) : (0, 0);
        raw.sqlite3_reset(_statement);
        if (!hasRow && result != raw.SQLITE_DONE)
        {
            Check(result);
        }

        return hasRow;
    }

    public void Dispose() => _statement.Dispose();

    private PreparedStatement BindNull(int index)
    {
        Check(raw.sqlite3_bind_null(_statement, index));
        return this;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result, raw.sqlite3_extended_errcode(_database));
        }
    }
}
