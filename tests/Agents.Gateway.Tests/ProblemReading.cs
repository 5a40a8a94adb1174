using System.Text.Json;

namespace Agents.Gateway.Tests;

internal static class ProblemReading
{
    /// <summary>The body as problem details; fails where it is anything else.</summary>
    public static async Task<JsonElement> ReadProblemAsync(this HttpResponseMessage reply)
    {
        reply.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        return JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement;
    }

    public static string Text(this JsonElement problem, string name) => problem.GetProperty(name).GetString()!;
}
