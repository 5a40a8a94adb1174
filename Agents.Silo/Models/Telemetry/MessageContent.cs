using Agents.Core.Json;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Telemetry;

/// <summary>Messages in the JSON form of the GenAI conventions.</summary>
internal static class MessageContent
{
    public static string Input(IEnumerable<ChatMessage> messages)
        => JsonArray.From(messages.Select(static message => (JsonValue)JsonObject.Of(("role", message.Role.Value), ("parts", Parts(message.Text))))).ToJson();

    public static string Output(string text, string? finishReason)
        => JsonArray.Create(JsonObject.Of(("role", "assistant"), ("parts", Parts(text)), ("finish_reason", finishReason ?? "stop"))).ToJson();

    private static JsonArray Parts(string text) => JsonArray.Create(JsonObject.Of(("type", "text"), ("content", text)));
}
