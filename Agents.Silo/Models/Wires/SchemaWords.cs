using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Wires;

/// <summary>Tells a model in words what it cannot be held to: less reliable, and everything that a schema can say.</summary>
internal static class SchemaWords
{
    /// <summary>The conversation with the words at the end of its first system message, or in one of their own.</summary>
    public static IReadOnlyList<ChatMessage> Tell(IReadOnlyList<ChatMessage> messages, ChatResponseFormatJson format)
    {
        var words = format.Schema is { } schema
            ? $"Answer with one JSON value that matches this JSON schema, and with nothing else:\n{schema.GetRawText()}"
            : "Answer with one JSON value, and with nothing else.";
        return messages is [var system, ..] && system.Role == ChatRole.System
            ? [new ChatMessage(ChatRole.System, $"{system.Text}\n\n{words}"), .. messages.Skip(1)]
            : [new ChatMessage(ChatRole.System, words), .. messages];
    }
}
