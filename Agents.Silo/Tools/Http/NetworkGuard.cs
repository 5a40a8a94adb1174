using System.Net;
using System.Net.Sockets;

namespace Agents.Silo.Tools;

/// <summary>
/// Which addresses tools may connect to: the public internet, and what the operator allows. Loopback, private, link-local (where clouds keep their
/// metadata), shared, multicast and reserved ranges are refused, however they are written.
/// </summary>
internal sealed class NetworkGuard(IEnumerable<IPNetwork> allowed)
{
    private static readonly IPNetwork[] Closed = [.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "::/128", "::1/128", "100::/64", "2001::/32", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    }.Select(IPNetwork.Parse)];

    // Ranges that carry an IPv4 address inside, and where in their 16 bytes it stands.
    private static readonly (IPNetwork Range, int At)[] Carriers = [(IPNetwork.Parse("::/96"), 12), (IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("64:ff9b:1::/48"), 12), (IPNetwork.Parse("2002::/16"), 2)];

    private readonly IPNetwork[] _allowed = [.. allowed];

    /// <summary>Whether a connection may go there.</summary>
    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _allowed.Any(network => network.Contains(plain)) || (!Closed.Any(network => network.Contains(plain)) && (Carried(plain) is not { } inner || Allows(inner)));
    }

    private static IPAddress? Carried(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        foreach (var (range, at) in Carriers)
        {
            if (range.Contains(address))
            {
                return new IPAddress(address.GetAddressBytes().AsSpan(at, 4));
            }
        }

        return null;
    }
}
