using Agents.Core.Json;
using Agents.Silo.Models.Messages;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Telemetry;

/// <summary>Messages in the JSON form of the GenAI conventions. It is the form of <see cref="MessageJson"/> without what is for providers only.</summary>
internal static class MessageContent
{
    public static string Input(IEnumerable<ChatMessage> messages)
        => JsonArray.From(messages.Select(static message => (JsonValue)JsonObject.Of(("role", message.Role.Value), ("parts", Parts(message))))).ToJson();

    public static string Output(ChatMessage message, string? finishReason)
        => JsonArray.Create(JsonObject.Of(("role", "assistant"), ("parts", Parts(message)), ("finish_reason", finishReason == "tool_calls" ? "tool_call" : finishReason ?? "stop"))).ToJson();

    private static JsonArray Parts(ChatMessage message)
        => JsonArray.From(message.Contents.Select(static part => (JsonValue)MessagePartJson.Write(part).Without("protected").Without("extra")));
}
