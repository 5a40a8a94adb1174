using System.Text;
using System.Text.Json;
using Agents.Client.Hooks;
using Agents.Core.Json;
using Agents.Silo.Storage;
using Microsoft.AspNetCore.WebUtilities;

namespace Agents.Silo.Hooks;

/// <summary>What a signed request says.</summary>
/// <param name="EventId">Its sender's id of it, or one made of its content.</param>
/// <param name="EventType">What its sender calls it; null where it says nothing.</param>
/// <param name="Body">The body: JSON, or the fields of a form.</param>
internal sealed record HookMessage(string EventId, string? EventType, JsonValue Body)
{
    private const int LongestId = 200;

    /// <summary>Reads a request; null and what is wrong where it says nothing that can be read.</summary>
    public static HookMessage? Read(string scheme, Func<string, string?> header, ReadOnlySpan<byte> raw, out string problem)
    {
        if (Parse(header("Content-Type"), raw, out problem) is not { } body)
        {
            return null;
        }

        var (id, type) = scheme switch
        {
            HookSchemes.GitHub => (header("X-GitHub-Delivery"), header("X-GitHub-Event")),
            HookSchemes.Slack => (Text(body, "event_id") ?? Text(body, "trigger_id"), Text(body, "event", "type") ?? Text(body, "type") ?? Text(body, "command")),
            HookSchemes.WhatsApp => (null, Text(body, "object")),
            _ => (header("webhook-id") ?? header("Idempotency-Key"), header("X-Agents-Event") ?? Text(body, "type")),
        };
        // Without an id the same content is the same event.
        return new HookMessage(id is { Length: > 0 and <= LongestId } ? id : $"sha256:{ContentHash.Of(raw)}", type, body);
    }

    /// <summary>What to answer at once, where it only asks whether anybody is there; null where it is an event.</summary>
    public JsonObject? Greeting(string scheme) => scheme switch
    {
        HookSchemes.GitHub when EventType == "ping" => JsonObject.Of(("status", "pong")),
        HookSchemes.Slack when Text(Body, "type") == "url_verification" => JsonObject.Of(("challenge", Text(Body, "challenge") ?? "")),
        _ => null,
    };

    private static JsonValue? Parse(string? contentType, ReadOnlySpan<byte> raw, out string problem)
    {
        problem = "";
        if (contentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true)
        {
            var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(raw));
            return JsonObject.From(fields.Select(static field => KeyValuePair.Create(field.Key, (JsonValue)field.Value.ToString())));
        }

        try
        {
            return JsonValue.Parse(raw);
        }
        catch (JsonException broken)
        {
            problem = $"The body is not JSON: {broken.Message}";
            return null;
        }
    }

    private static string? Text(JsonValue value, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if ((value as JsonObject)?.Find(name) is not { } inner)
            {
                return null;
            }

            value = inner;
        }

        return (value as JsonString)?.Value;
    }
}
