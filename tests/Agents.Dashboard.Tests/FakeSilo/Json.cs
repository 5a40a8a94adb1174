using System.Text.Json;

namespace Agents.Dashboard.Tests.FakeSilo;

internal static class Json
{
    public static JsonElement Parse(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
