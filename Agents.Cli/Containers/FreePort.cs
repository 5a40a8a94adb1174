using System.Net;
using System.Net.Sockets;

namespace Agents.Cli.Containers;

/// <summary>Looks for a port that nobody listens on. Who is told of one may still come second: the engine says so then.</summary>
internal static class FreePort
{
    private const int Tries = 200;

    /// <summary>The first free one from <paramref name="first"/> on.</summary>
    /// <exception cref="CliException">There is none near.</exception>
    public static int From(int first)
        => Enumerable.Range(first, Tries).Cast<int?>().FirstOrDefault(static port => IsFree((int)port!))
            ?? throw new CliException($"No port from {first} to {first + Tries - 1} is free. Choose one with --port.", ExitCode.Failed);

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
