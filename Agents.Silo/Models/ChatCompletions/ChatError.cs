using System.Globalization;
using System.Text.Json;
using Agents.Silo.Models.Wires;

namespace Agents.Silo.Models.ChatCompletions;

/// <summary>The error object of Chat Completions: <c>{"error": {message, type, code}}</c>; some servers send the bare message.</summary>
internal static class ChatError
{
    public static WireError? Find(JsonElement root)
        => root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("error", out var error) ? null : error.ValueKind switch
        {
            JsonValueKind.Object => Of(TextOf(error, "message") ?? "no message", TextOf(error, "code") ?? TextOf(error, "type")),
            JsonValueKind.String => Of(error.GetString()!, null),
            _ => null,
        };

    private static WireError Of(string message, string? code) => new(message, code)
    {
        Status = code == "rate_limit_exceeded" ? 429 : int.TryParse(code, CultureInfo.InvariantCulture, out var status) ? status : null,
        IsQuota = code is "insufficient_quota" or "billing_hard_limit_reached",
    };

    // llama.cpp sends the HTTP status as a number here.
    private static string? TextOf(JsonElement element, string name)
        => WireJson.Text(element, name) ?? WireJson.Count(element, name)?.ToString(CultureInfo.InvariantCulture);
}
