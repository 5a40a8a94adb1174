using System.Net;
using System.Net.Sockets;
using Agents.AppHost.Ports;

namespace Agents.AppHost.Tests.Ports;

public class PortCheckTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public void TakenPort_NamesTheProcessAndAnotherPort(string host)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var refusal = PortCheck.Refusal(host, port)!;

        refusal.ShouldStartWith($"Port {port} is taken by ");
        refusal.ShouldContain($"--port {port + 1}");
        if (OperatingSystem.IsLinux())
        {
            refusal.ShouldContain($"process {Environment.ProcessId} (");
        }
    }

    [Fact]
    public void FreePort_IsFree()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        PortCheck.Refusal("localhost", port).ShouldBeNull();
    }

    [Fact]
    public void AnyPort_IsAlwaysFree() => PortCheck.Refusal("localhost", 0).ShouldBeNull();
}
