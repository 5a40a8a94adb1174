using Microsoft.Extensions.Options;

namespace Agents.Gateway.Upstreams;

/// <summary>The services behind the gateway.</summary>
internal sealed class UpstreamSet(IOptions<GatewayOptions> options)
{
    public Upstream Silo { get; } = new("silo", options.Value.SiloUrl);

    /// <summary>Null where the API is served alone.</summary>
    public Upstream? Dashboard { get; } = options.Value.HasDashboard ? new("dashboard", options.Value.DashboardUrl) : null;

    public IReadOnlyList<Upstream> All => Dashboard is { } dashboard ? [Silo, dashboard] : [Silo];
}
