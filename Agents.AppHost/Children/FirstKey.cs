using System.Net;
using System.Net.Http.Json;
using Agents.ServiceDefaults.Json;
using Agents.ServiceDefaults.Tokens;

namespace Agents.AppHost.Children;

/// <summary>Asks the silo for the first key of a server that others reach. It makes one where there is none, and gives it once.</summary>
internal static class FirstKey
{
    /// <summary>What to tell the user; null where there are keys already.</summary>
    public static async Task<string?> AskAsync(HttpClient http, string siloUrl, CancellationToken cancellationToken)
    {
        try
        {
            using var reply = await http.PostAsync($"{siloUrl}/internal/first-key", null, cancellationToken);
            reply.EnsureSuccessStatusCode();
            return reply.StatusCode == HttpStatusCode.NoContent || await reply.Content.ReadFromJsonAsync<FirstKeyMade>(SnakeCaseJson.Options, cancellationToken) is not { } made ? null
                : $"This server has no keys yet, so here is one with all rights. It is shown this once, and lies in {made.File}: delete that file when you have kept the key.\n\n  {made.Key}\n";
        }
        catch (HttpRequestException problem)
        {
            return $"No first key could be made ({problem.Message}). Without a key nobody gets in: mend what the silo reports, then start again.";
        }
    }
}
