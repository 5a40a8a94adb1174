using Agents.ServiceDefaults.Addresses;
using Microsoft.Extensions.Options;

namespace Agents.Gateway.Containers;

/// <summary>
/// Which containers are called. They tell themselves where they are, so what they say must not lead to the services behind the gateway, or to machines that nobody
/// named.
/// </summary>
internal sealed class ContainerGuard(BoundAddresses bound, IOptions<GatewayOptions> options)
{
    private readonly int[] _ours = [PortOf(options.Value.SiloUrl), PortOf(options.Value.DashboardUrl)];

    public bool Allows(ContainerUpstream container)
        => LoopbackAddress.IsLoopbackHost(container.Host)
            ? !_ours.Contains(container.Port) && bound.Urls.All(url => PortOf(url) != container.Port)
            : options.Value.ContainerHosts.Contains(container.Host, StringComparer.OrdinalIgnoreCase);

    private static int PortOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Port : 0;
}
