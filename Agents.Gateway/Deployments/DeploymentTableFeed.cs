using System.Net;
using System.Text.Json;
using Agents.Client.Json;
using Agents.ServiceDefaults.Tokens;
using Microsoft.Extensions.Options;

namespace Agents.Gateway.Deployments;

/// <summary>Asks the silo for the table, and again as soon as it has one: the silo answers when there is another.</summary>
internal sealed partial class DeploymentTableFeed(DeploymentTable table, InternalToken token, IOptions<GatewayOptions> options, TimeProvider time, ILogger<DeploymentTableFeed> logger)
    : BackgroundService
{
    // Longer than the silo holds a request.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null, ConnectTimeout = options.Value.ConnectTimeout })
    {
        BaseAddress = new Uri(options.Value.SiloUrl.TrimEnd('/') + "/"),
        Timeout = Patience,
    };

    public override void Dispose()
    {
        base.Dispose();
        _http.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isTold = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await AskAsync(stoppingToken);
                isTold = false;
            }
            catch (Exception away) when (away is HttpRequestException or JsonException or OperationCanceledException && !stoppingToken.IsCancellationRequested)
            {
                if (!isTold && table.Tag is not null)
                {
                    LogAway(away.Message);
                }

                isTold = true;
                await Task.Delay(Rest, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task AskAsync(CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, table.Tag is { } tag ? $"internal/routes?since={tag}" : "internal/routes");
        request.Headers.TryAddWithoutValidation(InternalToken.Header, token.Value);
        using var reply = await _http.SendAsync(request, stopping);
        if (reply.StatusCode == HttpStatusCode.NoContent)
        {
            return;
        }

        reply.EnsureSuccessStatusCode();
        table.Use((await reply.Content.ReadFromJsonAsync(AgentsJson.Wire.GatewayTable, stopping))!);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The silo does not give its table of deployments ({Reason}); the last one stands")]
    private partial void LogAway(string reason);
}
