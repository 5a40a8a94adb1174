using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Wires;

/// <summary>Reads one answer, event by event. Readers ignore what they do not know: vendors add fields and events.</summary>
internal abstract class WireReader
{
    /// <summary>All of the answer has come; the connection may end.</summary>
    public bool IsComplete { get; protected set; }

    /// <summary>Nothing more will come.</summary>
    public bool IsEnd { get; protected set; }

    /// <summary>An error that came inside the stream.</summary>
    public WireError? Error { get; protected set; }

    /// <summary>Reads one event of a stream; null where it says nothing, which is no sign of progress either.</summary>
    /// <exception cref="System.Text.Json.JsonException">Not what the protocol sends.</exception>
    public abstract ChatResponseUpdate? Read(ReadOnlySpan<byte> data);

    /// <summary>Reads an answer that came whole, although a stream was asked.</summary>
    /// <exception cref="System.Text.Json.JsonException">Not what the protocol sends.</exception>
    public abstract IEnumerable<ChatResponseUpdate> ReadWhole(ReadOnlySpan<byte> data);
}
