using System.Text.Json;

namespace Agents.Silo.Models.ChatCompletions;

/// <summary>The error object of Chat Completions: <c>{"error": {message, type, code}}</c>; some servers send the bare message.</summary>
internal sealed record ChatError(string Message, string? Code)
{
    /// <summary>The error in an answer's body; null where it holds none.</summary>
    public static ChatError? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Find(document.RootElement);
        }
        catch (JsonException)
        {
            // A proxy's page, or nothing: the status says enough.
            return null;
        }
    }

    public static ChatError? Find(JsonElement root)
        => root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("error", out var error) ? null : error.ValueKind switch
        {
            JsonValueKind.Object => new ChatError(TextOf(error, "message") ?? "no message", TextOf(error, "code") ?? TextOf(error, "type")),
            JsonValueKind.String => new ChatError(error.GetString()!, null),
            _ => null,
        };

    // llama.cpp sends the HTTP status as a number here.
    private static string? TextOf(JsonElement element, string name)
        => !element.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
}
