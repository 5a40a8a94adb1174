using System.Collections;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Agents.Silo.Storage.Postgres;

/// <summary>
/// A statement whose rows are gathered as one array per column and sent in one command: <c>INSERT ... SELECT * FROM unnest($1::text[], ...)</c>.
/// The type of a column is that of what is bound to it first.
/// </summary>
internal sealed class RowArrays(string sql) : RowStatement
{
    private readonly NpgsqlBatchCommand _command = new(sql);

    /// <summary>Rows that are bound.</summary>
    public int Count { get; private set; }

    /// <summary>The command with all rows.</summary>
    /// <exception cref="InvalidOperationException">A row lacks a column.</exception>
    public NpgsqlBatchCommand Command()
    {
        for (var column = 0; column < _command.Parameters.Count; column++)
        {
            if (((ICollection)_command.Parameters[column].Value!).Count != Count)
            {
                throw new InvalidOperationException($"Column {column + 1} has not {Count} rows: {sql}");
            }
        }

        return _command;
    }

    /// <summary>Forgets the rows.</summary>
    public void Clear()
    {
        Count = 0;
        foreach (NpgsqlParameter parameter in _command.Parameters)
        {
            ((IList)parameter.Value!).Clear();
        }
    }

    public override RowArrays Bind(int index, ReadOnlySpan<byte> utf8) => Add<byte[]?>(index, NpgsqlDbType.Text, utf8.ToArray());

    // PostgreSQL's text has no NUL, and half a surrogate pair is no UTF-8: both become the replacement character.
    public override RowArrays Bind(int index, string? text)
        => Add(index, NpgsqlDbType.Text, text is null ? null : Encoding.UTF8.GetBytes(text.Replace('\0', '\uFFFD')));

    public override RowArrays Bind(int index, ReadOnlyMemory<byte>? utf8) => Add(index, NpgsqlDbType.Text, utf8?.ToArray());

    public override RowArrays Bind(int index, DateTimeOffset? time) => Add(index, NpgsqlDbType.TimestampTz, time?.UtcDateTime);

    public override RowArrays Bind(int index, long number) => Add(index, NpgsqlDbType.Bigint, number);

    public override RowArrays Bind(int index, double? number) => Add(index, NpgsqlDbType.Double, number);

    public override RowArrays BindBlob(int index, ReadOnlyMemory<byte> bytes) => Add(index, NpgsqlDbType.Bytea, bytes.ToArray());

    public override void Run() => Count++;

    private RowArrays Add<T>(int index, NpgsqlDbType type, T value)
    {
        while (_command.Parameters.Count < index)
        {
            _command.Parameters.Add(new NpgsqlParameter());
        }

        var parameter = _command.Parameters[index - 1];
        if (parameter.Value is null)
        {
            parameter.NpgsqlDbType = NpgsqlDbType.Array | type;
            parameter.Value = new List<T>();
        }

        ((List<T>)parameter.Value).Add(value);
        return this;
    }
}
