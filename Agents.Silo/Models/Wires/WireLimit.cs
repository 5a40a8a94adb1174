namespace Agents.Silo.Models.Wires;

/// <summary>Reads no more than an answer can be long: a server that never ends must not fill the silo's memory.</summary>
internal sealed class WireLimit(Stream inner) : Stream
{
    /// <summary>In bytes; the longest answers of today's models have less than one.</summary>
    public const long LongestAnswer = 64L * 1024 * 1024;

    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => Count(await inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Count(int read) => (_read += read) <= LongestAnswer ? read : throw new WireTooLongException();
}

/// <summary>An answer is longer than any can be.</summary>
internal sealed class WireTooLongException : Exception;
