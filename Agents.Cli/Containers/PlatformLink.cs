using System.Net;
using Agents.Cli.Servers;
using Agents.Client.Deployments;
using Agents.Client.Problems;
using Agents.ServiceDefaults.Addresses;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Agents.Cli.Containers;

/// <summary>
/// Registers the container at its platform and says every 20 s that it is alive. Where the platform is away it is asked again ever more seldom, at least once a
/// minute; the container answers its callers all the same.
/// </summary>
internal sealed partial class PlatformLink(PlatformAddress platform, ServedWorkflow served, BoundAddresses bound, TimeProvider time, ILogger<PlatformLink> logger) : BackgroundService
{
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var connection = ServerConnection.To(platform.Url, platform.Key);
        var (isRegistered, failures) = (false, 0);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                isRegistered = await SayAsync(connection.Client.Deployments, isRegistered, stoppingToken);
                failures = 0;
            }
            catch (Exception away) when (away is HttpRequestException or AgentsApiException)
            {
                if (failures++ == 0)
                {
                    LogAway(platform.Url, away.Message);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            var rest = failures > 0 ? RestAfter(failures) : isRegistered ? BeatEvery : TimeSpan.Zero;
            await Task.Delay(rest, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>How long to wait after so many failures in a row.</summary>
    internal static TimeSpan RestAfter(int failures) => TimeSpan.FromSeconds(Math.Min(LongestRest.TotalSeconds, FirstRest.TotalSeconds * Math.Pow(2, Math.Min(failures, 10) - 1)));

    // False where the platform has forgotten it: it was cleaned up while it was silent.
    private async Task<bool> SayAsync(DeploymentsClient platformDeployments, bool isRegistered, CancellationToken cancellationToken)
    {
        if (!isRegistered)
        {
            await platformDeployments.RegisterAsync(Registration(), cancellationToken);
            LogRegistered(platform.DeploymentId, platform.Url);
            return true;
        }

        try
        {
            await platformDeployments.BeatAsync(platform.DeploymentId, cancellationToken);
            return true;
        }
        catch (AgentsApiException gone) when (gone.Status == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private RegisterDeployment Registration() => new(platform.DeploymentId, platform.Host, platform.Port ?? new Uri(bound.Urls.First()).Port)
    {
        DeploymentName = platform.Name ?? served.Name,
        WorkflowName = served.Name,
        Kind = DeploymentKinds.Container,
        TtlSeconds = platform.TtlSeconds,
        Capabilities = ["run", "events", "cancel", "schema", "metrics"],
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Registered as {Deployment} at {Platform}")]
    private partial void LogRegistered(string deployment, Uri platform);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The platform {Platform} does not take it ({Reason}); it is tried again")]
    private partial void LogAway(Uri platform, string reason);
}
