using Microsoft.Extensions.Options;

namespace Agents.Gateway.Upstreams;

/// <summary>The services behind the gateway.</summary>
internal sealed class UpstreamSet(IOptions<GatewayOptions> options)
{
    public Upstream Silo { get; } = new("silo", options.Value.SiloUrl);

    public Upstream Dashboard { get; } = new("dashboard", options.Value.DashboardUrl);

    public IReadOnlyList<Upstream> All => [Silo, Dashboard];
}
