using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tools;

/// <summary>
/// The way out for tools whose addresses come from models. The name is resolved once, here, and the connection goes to the address that was checked: a
/// name that answers differently a moment later changes nothing. No proxy, no cookies, no redirects of its own.
/// </summary>
internal sealed class GuardedHttp : IDisposable
{
    private readonly NetworkGuard _guard;
    private readonly HttpClient _client;

    public GuardedHttp(IOptions<ToolsOptions> options)
    {
        _guard = new NetworkGuard(options.Value.AllowedNetworks.Select(IPNetwork.Parse));
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 64,
            ConnectCallback = ConnectAsync,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <exception cref="HttpRequestException">No connection, or one that is not allowed: then <see cref="Exception.InnerException"/> is a <see cref="AddressRefusedException"/>.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public void Dispose() => _client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
        var open = addresses.Where(_guard.Allows).ToArray();
        if (open.Length == 0)
        {
            throw new AddressRefusedException(host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name leads only to addresses that tools may not connect to.</summary>
internal sealed class AddressRefusedException(string host) : IOException(
    $"'{host}' is not on the public internet, and tools may not connect to it. The operator can allow its network in {ToolsOptions.Section}:AllowedNetworks.");
