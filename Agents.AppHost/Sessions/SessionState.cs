using System.Net.Http.Json;
using System.Text.Json;
using Agents.ServiceDefaults.Json;

namespace Agents.AppHost.Sessions;

/// <summary>How the session before this one ended, as the silo's table <c>session_state</c> tells it.</summary>
/// <param name="PreviousUnclean">Whether it ended without being stopped: a crash, a kill, a power cut.</param>
/// <param name="StartedAt">When it had started; null where there was none.</param>
internal sealed record SessionState(bool PreviousUnclean, DateTimeOffset? StartedAt)
{
    /// <summary>What to tell the user; null where all is well.</summary>
    public string? Note => !PreviousUnclean ? null
        : StartedAt is { } started
            ? $"Previous session did not shut down cleanly (started {started.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC); its unfinished executions are continuing."
            : "Previous session did not shut down cleanly; its unfinished executions are continuing.";

    /// <summary>Asks the silo. Null where it cannot say, as when its database cannot be opened: the state line tells that then.</summary>
    public static async Task<SessionState?> ReadAsync(HttpClient http, string siloUrl, CancellationToken cancellationToken)
    {
        try
        {
            using var reply = await http.GetAsync($"{siloUrl}/internal/session", cancellationToken);
            return reply.IsSuccessStatusCode ? await reply.Content.ReadFromJsonAsync<SessionState>(SnakeCaseJson.Options, cancellationToken) : null;
        }
        catch (Exception silent) when (silent is HttpRequestException or JsonException)
        {
            return null;
        }
    }
}
