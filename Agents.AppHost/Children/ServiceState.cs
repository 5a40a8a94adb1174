using System.Net.Http.Json;
using System.Text.Json;
using Agents.ServiceDefaults.Health;
using Agents.ServiceDefaults.Json;

namespace Agents.AppHost.Children;

/// <summary>What a running service says about itself.</summary>
internal static class ServiceState
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(10);

    /// <summary>Returns when <c>/alive</c> answers.</summary>
    public static async Task WaitUntilAliveAsync(HttpClient http, string url, TimeProvider time, CancellationToken cancellationToken)
    {
        while (!await IsAliveAsync(http, url, cancellationToken))
        {
            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    /// <summary>The state, once it is more than <c>starting</c>; after ten seconds whatever it is then.</summary>
    public static async Task<ReadinessReport> SettledAsync(HttpClient http, string url, TimeProvider time, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            var report = await ReadAsync(http, url, cancellationToken);
            if (report.State != ReadinessState.Starting || time.GetElapsedTime(since) > SettlingTime)
            {
                return report;
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private static async Task<bool> IsAliveAsync(HttpClient http, string url, CancellationToken cancellationToken)
    {
        try
        {
            using var reply = await http.GetAsync($"{url}/alive", cancellationToken);
            return reply.IsSuccessStatusCode;
        }
        catch (Exception silent) when (IsSilence(silent, cancellationToken))
        {
            return false;
        }
    }

    private static async Task<ReadinessReport> ReadAsync(HttpClient http, string url, CancellationToken cancellationToken)
    {
        try
        {
            using var reply = await http.GetAsync($"{url}/health", cancellationToken);
            var health = await reply.Content.ReadFromJsonAsync<HealthReply>(SnakeCaseJson.Options, cancellationToken);
            return new(health!.Status, health.Reason);
        }
        catch (Exception silent) when (silent is JsonException || IsSilence(silent, cancellationToken))
        {
            return new(ReadinessState.Starting, "it does not answer /health yet");
        }
    }

    // HttpClient's own timeout is an OperationCanceledException too.
    private static bool IsSilence(Exception exception, CancellationToken cancellationToken)
        => exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
