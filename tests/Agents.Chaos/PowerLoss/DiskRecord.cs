namespace Agents.Chaos.PowerLoss;

/// <summary>Something that a process did, as the kernel saw it. A closed family.</summary>
/// <param name="Began">The line of the trace at which the call began.</param>
/// <param name="Ended">The line at which it had returned.</param>
internal abstract record DiskRecord(int Began, int Ended);

/// <summary>Bytes were written to a file.</summary>
internal sealed record Written(int Began, int Ended, string File, long Offset, byte[] Data) : DiskRecord(Began, Ended);

/// <summary>A file was made as long as this.</summary>
internal sealed record Cut(int Began, int Ended, string File, long Length) : DiskRecord(Began, Ended);

/// <summary>What had been written to a file was made durable.</summary>
internal sealed record Synced(int Began, int Ended, string File) : DiskRecord(Began, Ended);

/// <summary>A file was removed.</summary>
internal sealed record Removed(int Began, int Ended, string File) : DiskRecord(Began, Ended);

/// <summary>Text was sent to somebody.</summary>
internal sealed record Sent(int Began, int Ended, string Text) : DiskRecord(Began, Ended);
