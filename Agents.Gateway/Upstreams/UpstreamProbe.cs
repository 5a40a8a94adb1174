using System.Net;
using System.Text.Json;
using Agents.ServiceDefaults.Health;
using Agents.ServiceDefaults.Json;
using Agents.ServiceDefaults.Tokens;
using Microsoft.Extensions.Options;

namespace Agents.Gateway.Upstreams;

/// <summary>
/// Looks at silo and dashboard once a second and makes their state the gateway's own: <c>/health</c> here is ready when
/// both are, and gives the reason where one is not.
/// </summary>
internal sealed class UpstreamProbe(
    UpstreamSet upstreams, Readiness readiness, InternalToken token, IOptions<GatewayOptions> options, TimeProvider time) : BackgroundService
{
    // Probes make no spans.
    private readonly HttpClient _http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null, ConnectTimeout = options.Value.ConnectTimeout })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The first look is taken before the gateway says that it has started.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ProbeAllAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        _http.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(upstreams.All.Select(upstream => ProbeForeverAsync(upstream, stoppingToken)));

    private async Task ProbeForeverAsync(Upstream upstream, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Value.ProbeInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                await ProbeAsync(upstream, stopping);
            }
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The gateway stops; whatever the last look met no longer matters.
        }
    }

    private Task ProbeAllAsync(CancellationToken cancellationToken)
        => Task.WhenAll(upstreams.All.Select(upstream => ProbeAsync(upstream, cancellationToken)));

    private async Task ProbeAsync(Upstream upstream, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(options.Value.ProbeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
        try
        {
            Report(upstream, await AskAsync(upstream, either.Token));
            upstream.Answered();
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            upstream.WasSilent();
            readiness.Starting(upstream.Name, $"The {upstream.Name} does not answer.");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            upstream.Answered();
            readiness.Starting(upstream.Name, $"The {upstream.Name} is not running; it is started again by what started it.");
        }
    }

    private async Task<ReadinessReport> AskAsync(Upstream upstream, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, upstream.HealthUrl);
        request.Headers.TryAddWithoutValidation(InternalToken.Header, token.Value);
        using var reply = await _http.SendAsync(request, cancellationToken);
        return reply.StatusCode == HttpStatusCode.OK
            ? new(ReadinessState.Ready, null)
            : await ReadReasonAsync(upstream, reply, cancellationToken);
    }

    private static async Task<ReadinessReport> ReadReasonAsync(Upstream upstream, HttpResponseMessage reply, CancellationToken cancellationToken)
    {
        try
        {
            var health = await reply.Content.ReadFromJsonAsync<HealthReply>(SnakeCaseJson.Options, cancellationToken);
            return new(health!.Status, health.Reason ?? $"The {upstream.Name} is {health.Status}.");
        }
        catch (JsonException)
        {
            return new(ReadinessState.Degraded, $"The {upstream.Name} answers /health with {(int)reply.StatusCode}.");
        }
    }

    private void Report(Upstream upstream, ReadinessReport report)
    {
        switch (report.State)
        {
            case ReadinessState.Ready:
                readiness.Ready(upstream.Name);
                break;
            case ReadinessState.Starting:
                readiness.Starting(upstream.Name, report.Reason!);
                break;
            default:
                readiness.Degraded(upstream.Name, report.Reason!);
                break;
        }
    }
}
