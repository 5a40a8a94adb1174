using System.Text.Json;
using Agents.Silo.Models.Wires;

namespace Agents.Silo.Models.Google;

/// <summary>The error object: <c>{"error": {code, message, status, details}}</c>, with the wait and the reason among the details.</summary>
internal static class GoogleError
{
    public static WireError? Find(JsonElement root)
    {
        // Without events of a stream, the answer is a list of responses.
        var holder = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().FirstOrDefault() : root;
        if (WireJson.Object(holder, "error") is not { } error)
        {
            return null;
        }

        var details = WireJson.Items(error, "details").ToList();
        return new WireError(WireJson.Text(error, "message") ?? "no message", WireJson.Text(error, "status")?.ToLowerInvariant())
        {
            Status = (int?)WireJson.Count(error, "code"),
            RetryAfter = details.Where(static detail => IsOf(detail, "RetryInfo")).Select(static detail => RetryAfter.OfDuration(WireJson.Text(detail, "retryDelay"))).FirstOrDefault(),
            IsAboutKey = details.Any(static detail => WireJson.Text(detail, "reason") is "API_KEY_INVALID" or "API_KEY_SERVICE_BLOCKED"),
        };
    }

    private static bool IsOf(JsonElement detail, string type) => WireJson.Text(detail, "@type")?.EndsWith($"google.rpc.{type}", StringComparison.Ordinal) == true;
}
