using System.Buffers;
using System.Text.Json;

namespace Agents.Core.Json;

/// <summary>
/// Writes JSON to bytes with a writer and a buffer that each thread keeps: the engine writes tens of thousands of small texts a second,
/// and a buffer that grows anew for each of them was a third of everything it allocated.
/// </summary>
public static class JsonBuffer
{
    private const int InitialBytes = 4 * 1024;
    private const int LargestKept = 256 * 1024;

    [ThreadStatic]
    private static Kept? _kept;

    /// <summary>What <paramref name="write"/> wrote, as compact JSON in UTF-8.</summary>
    /// <param name="value">Given to <paramref name="write"/>, so that it need not capture anything.</param>
    /// <param name="write">Writes exactly one JSON value; it may call this method again.</param>
    public static byte[] Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        // Taken while in use: a nested call gets one of its own, and one that threw is not used again.
        var kept = _kept ?? new Kept();
        _kept = null;
        write(kept.Writer, value);
        kept.Writer.Flush();
        var written = kept.Buffer.WrittenSpan.ToArray();
        if (kept.Buffer.Capacity <= LargestKept)
        {
            kept.Buffer.ResetWrittenCount();
            kept.Writer.Reset();
            _kept = kept;
        }

        return written;
    }

    private sealed class Kept
    {
        public Kept() => Writer = new Utf8JsonWriter(Buffer, JsonWriting.Compact);

        public ArrayBufferWriter<byte> Buffer { get; } = new(InitialBytes);

        public Utf8JsonWriter Writer { get; }
    }
}
