using System.Net;
using System.Net.Sockets;

namespace Agents.AppHost.Ports;

/// <summary>Looks whether the gateway's port is free before anything is started, so that the answer is a sentence.</summary>
internal static class PortCheck
{
    /// <summary>Why the port cannot be used and what to do; null where it is free.</summary>
    public static string? Refusal(string host, int port)
    {
        if (port == 0)
        {
            return null;
        }

        foreach (var address in Addresses(host))
        {
            if (TryListen(address, port) is { } error)
            {
                return Describe(port, error);
            }
        }

        return null;
    }

    private static IPAddress[] Addresses(string host)
        => IPAddress.TryParse(host, out var address) ? [address]
            : Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
            : [IPAddress.Loopback];

    private static SocketError? TryListen(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return null;
        }
        catch (SocketException refused) when (refused.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return refused.SocketErrorCode;
        }
        catch (SocketException)
        {
            // A machine without this address family: the gateway listens on the other one.
            return null;
        }
    }

    private static string Describe(int port, SocketError error)
    {
        var another = port == 65535 ? port - 1 : port + 1;
        if (error == SocketError.AccessDenied)
        {
            return $"Port {port} may not be used by this user. Choose one from 1024 on: --port 8080";
        }

        return PortOwner.Find(port) is { } owner
            ? $"Port {port} is taken by process {owner}. Stop it, or choose another port: --port {another}"
            : $"Port {port} is taken by another process. Stop it, or choose another port: --port {another}";
    }
}
