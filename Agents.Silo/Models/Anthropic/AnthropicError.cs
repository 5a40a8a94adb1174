using System.Text.Json;
using Agents.Silo.Models.Wires;

namespace Agents.Silo.Models.Anthropic;

/// <summary>The error object: <c>{"type": "error", "error": {type, message}}</c>, the same as an answer's body and as an event of a stream.</summary>
internal static class AnthropicError
{
    public static WireError? Find(JsonElement root)
    {
        if (WireJson.Object(root, "error") is not { } error)
        {
            return null;
        }

        var (type, message) = (WireJson.Text(error, "type"), WireJson.Text(error, "message") ?? "no message");
        return new WireError(message, type)
        {
            Status = StatusOf(type),
            IsQuota = type == "billing_error" || message.Contains("credit balance is too low", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static int? StatusOf(string? type) => type switch
    {
        "invalid_request_error" => 400,
        "authentication_error" => 401,
        "billing_error" => 402,
        "permission_error" => 403,
        "not_found_error" => 404,
        "request_too_large" => 413,
        "rate_limit_error" => 429,
        "api_error" => 500,
        "timeout_error" => 504,
        "overloaded_error" => 529,
        _ => null,
    };
}
