using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Agents.Benchmarks.Load;

/// <summary>
/// One caller with a connection of its own: sends one request, reads one answer, again and again. On a bare socket, because the load
/// shares two cores with what it measures.
/// </summary>
internal sealed class Caller : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly byte[] _request;

    private Caller(byte[] request) => _request = request;

    public static async Task<Caller> ConnectAsync(Uri server, string path, string body, TimeSpan wait)
    {
        var text = $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nPrefer: wait={wait.TotalSeconds:0}\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
        var caller = new Caller(Encoding.UTF8.GetBytes(text));
        await caller._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port));
        return caller;
    }

    /// <summary>One request and its whole answer; true where the execution is reported as completed.</summary>
    public async ValueTask<bool> CallAsync()
    {
        await _socket.SendAsync(_request);
        var read = 0;
        while (true)
        {
            var got = await _socket.ReceiveAsync(_buffer.AsMemory(read));
            if (got == 0)
            {
                throw new IOException("The silo closed the connection.");
            }

            read += got;
            if (IsWhole(_buffer.AsSpan(0, read), out var body))
            {
                return IsCompleted(_buffer.AsSpan(0, read), body);
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsCompleted(ReadOnlySpan<byte> answer, int body)
        => answer.StartsWith("HTTP/1.1 201"u8) && answer[body..].IndexOf("\"status\":\"completed\""u8) >= 0;

    // Kestrel answers with Content-Length or in chunks; both are recognised by their end.
    private static bool IsWhole(ReadOnlySpan<byte> answer, out int body)
    {
        body = answer.IndexOf("\r\n\r\n"u8) + 4;
        if (body < 4)
        {
            return false;
        }

        var length = answer[..body].IndexOf("Content-Length: "u8);
        return length >= 0 && Utf8Parser.TryParse(answer[(length + 16)..], out int size, out _)
            ? answer.Length >= body + size
            : answer.EndsWith("\r\n0\r\n\r\n"u8);
    }
}
