using Agents.Gateway.Deployments;
using Microsoft.Extensions.Options;

namespace Agents.Gateway.Containers;

/// <summary>Looks at every container now and then, so that calls need not wait for one that has gone, and find one that is back.</summary>
internal sealed class ContainerProbe(DeploymentTable table, ContainerGuard guard, IOptions<GatewayOptions> options, TimeProvider time) : BackgroundService
{
    private const int AtOnce = 16;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null, ConnectTimeout = options.Value.ConnectTimeout })
    {
        Timeout = options.Value.ProbeTimeout,
    };

    /// <summary>Looks at all of them once. A slow one delays nobody but the next round.</summary>
    public Task LookAsync(CancellationToken cancellationToken)
        => Parallel.ForEachAsync(
            table.Containers.Where(guard.Allows), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (container, stop) => await LookAsync(container, stop));

    public override void Dispose()
    {
        base.Dispose();
        _http.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ContainerProbeInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }

    private async Task LookAsync(ContainerUpstream container, CancellationToken stopping)
    {
        try
        {
            // What it answers is its own business: that it answers is what counts.
            using var reply = await _http.GetAsync(new Uri($"{container.Url}/health"), HttpCompletionOption.ResponseHeadersRead, stopping);
            container.Answered();
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            container.WasSilent();
        }
    }
}
