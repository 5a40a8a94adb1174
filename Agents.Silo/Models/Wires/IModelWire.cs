using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Wires;

/// <summary>
/// One provider protocol: how a call is written, sent and read. What is the same for all (patience, broken networks, failures) is in <see cref="WireClient"/>.
/// </summary>
internal interface IModelWire
{
    /// <summary>What a good answer is called, for messages.</summary>
    string AnswerName { get; }

    /// <summary>Whether a model can be held to this schema; where not, <see cref="WireClient"/> tells it in words.</summary>
    bool TakesSchema(ChatResponseFormatJson format, bool withTools);

    /// <summary>Sends a call. Returns as soon as the head of the answer is there, whatever its status; throws what the network throws.</summary>
    Task<WireAnswer> SendAsync(string model, IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken);

    /// <summary>A reader for one answer to these messages.</summary>
    WireReader NewReader(string model, IReadOnlyList<ChatMessage> messages);

    /// <summary>The error that a body holds; null where it holds none.</summary>
    WireError? FindError(JsonElement body);
}
