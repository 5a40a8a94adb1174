using Agents.Core.Json;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Messages;

/// <summary>
/// Messages of a conversation as JSON and back, without loss: what a journal keeps of them is what the provider is sent again. The form is
/// OpenTelemetry's for GenAI messages, with <c>extra</c> and <c>protected</c> for what a provider wants back unchanged. It is kept for ever: a key
/// may be added, never renamed or removed.
/// </summary>
internal static class MessageJson
{
    /// <exception cref="NotSupportedException">The message has a part of a kind that no client of ours makes.</exception>
    public static JsonObject Write(ChatMessage message)
    {
        var json = new JsonObjectBuilder(4);
        json.Set("role", message.Role.Value);
        json.Set("parts", JsonArray.From(message.Contents.Select(static part => (JsonValue)MessagePartJson.Write(part))));
        if (message.AuthorName is { } name)
        {
            json.Set("name", name);
        }

        ExtraJson.Write(json, message.AdditionalProperties);
        return json.Build();
    }

    /// <exception cref="InvalidDataException">The JSON is not what <see cref="Write"/> makes.</exception>
    public static ChatMessage Read(JsonObject json)
    {
        var parts = json.Find("parts") as JsonArray ?? throw new InvalidDataException("A message has no list 'parts'.");
        return new ChatMessage(new ChatRole(MessagePartJson.TextOf(json, "role")), [.. parts.Select(MessagePartJson.Read)])
        {
            AuthorName = (json.Find("name") as JsonString)?.Value,
            AdditionalProperties = ExtraJson.Read(json),
        };
    }
}
