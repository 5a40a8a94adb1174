using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Agents.Testing.Models;

/// <summary>
/// A server below HTTP: it reads a request, sends these bytes, and tears the connection down with a reset. What dying machines and careless proxies do.
/// </summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly byte[] _answer;
    private readonly Task _serving;

    private RawServer(string answer)
    {
        _answer = Encoding.ASCII.GetBytes(answer);
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Where it listens, without a path.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Starts a server that sends this to everyone.</summary>
    public static RawServer Start(string answer) => new(answer);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving;
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptSocketAsync(_stopping.Token);
                await AnswerAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException && _stopping.IsCancellationRequested)
        {
            // The end of the test.
        }
    }

    private async Task AnswerAsync(Socket client)
    {
        // One reading has the head of the request at least; the rest is nobody's business.
        var request = new byte[64 * 1024];
        await client.ReceiveAsync(request, _stopping.Token);
        await client.SendAsync(_answer, _stopping.Token);
        // Zero seconds of lingering is a reset in the place of a goodbye. What was sent is read first where the other side is quick; either way it is a break.
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Close();
    }
}
