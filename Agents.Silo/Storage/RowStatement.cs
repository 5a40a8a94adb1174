namespace Agents.Silo.Storage;

/// <summary>
/// A statement that writes one row after the other, bound by position from 1 on. SQLite runs it for each row; PostgreSQL gathers the rows
/// of a batch and sends them together.
/// </summary>
internal abstract class RowStatement
{
    public abstract RowStatement Bind(int index, ReadOnlySpan<byte> utf8);

    public abstract RowStatement Bind(int index, string? text);

    /// <summary>Binds JSON in UTF-8; NULL where there is none.</summary>
    public abstract RowStatement Bind(int index, ReadOnlyMemory<byte>? utf8);

    public abstract RowStatement Bind(int index, DateTimeOffset? time);

    public abstract RowStatement Bind(int index, long number);

    public abstract RowStatement Bind(int index, double? number);

    public abstract RowStatement BindBlob(int index, ReadOnlyMemory<byte> bytes);

    /// <summary>The row is bound.</summary>
    public abstract void Run();
}
