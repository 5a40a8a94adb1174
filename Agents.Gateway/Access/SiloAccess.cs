using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Agents.Client.Access;
using Agents.Client.Json;
using Agents.ServiceDefaults.Json;
using Agents.ServiceDefaults.Tokens;
using Microsoft.Extensions.Options;

namespace Agents.Gateway.Access;

/// <summary>What the gateway asks the silo about callers. Whoever has gone or been revoked may still see an empty page for two seconds, and nothing that is in one.</summary>
internal sealed class SiloAccess(InternalToken token, IOptions<GatewayOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(2);

    private const int MostKnown = 1_000;

    private readonly ConcurrentDictionary<string, (CallerRecord Caller, long At)> _known = new(StringComparer.Ordinal);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = options.Value.ConnectTimeout })
    {
        BaseAddress = new Uri(options.Value.SiloUrl.TrimEnd('/') + "/"),
        Timeout = options.Value.ProbeTimeout,
    };

    /// <summary>Who has this key or login; null where nobody has.</summary>
    /// <exception cref="HttpRequestException">The silo does not answer, or cannot tell.</exception>
    public async Task<CallerRecord?> FindAsync(string credential, CancellationToken cancellationToken)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(credential)));
        if (_known.TryGetValue(name, out var known) && time.GetElapsedTime(known.At) < KnownFor)
        {
            return known.Caller;
        }

        var at = time.GetTimestamp();
        using var reply = await SendAsync(HttpMethod.Get, "api/v1/whoami", credential, cancellationToken);
        if (reply.StatusCode == HttpStatusCode.Unauthorized)
        {
            _known.TryRemove(name, out _);
            return null;
        }

        reply.EnsureSuccessStatusCode();
        var caller = await reply.Content.ReadFromJsonAsync(AgentsJson.Wire.CallerRecord, cancellationToken);
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        _known[name] = (caller!, at);
        return caller;
    }

    /// <summary>Makes a login; null where the key is none.</summary>
    /// <exception cref="HttpRequestException">The silo does not answer, or cannot tell.</exception>
    public async Task<LoginSession?> BeginAsync(string key, CancellationToken cancellationToken)
    {
        using var reply = await SendAsync(HttpMethod.Post, "internal/sessions", key, cancellationToken);
        if (reply.StatusCode == HttpStatusCode.Unauthorized)
        {
            return null;
        }

        reply.EnsureSuccessStatusCode();
        return await reply.Content.ReadFromJsonAsync<LoginSession>(SnakeCaseJson.Options, cancellationToken);
    }

    /// <summary>Ends a login; nothing happens where there is none.</summary>
    /// <exception cref="HttpRequestException">The silo does not answer.</exception>
    public async Task EndAsync(string session, CancellationToken cancellationToken)
    {
        using var reply = await SendAsync(HttpMethod.Delete, "internal/sessions", session, cancellationToken);
        reply.EnsureSuccessStatusCode();
        _known.Clear();
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string credential, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation(InternalToken.Header, token.Value);
        request.Headers.TryAddWithoutValidation(SiloClient.CredentialHeader, credential);
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (TaskCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("The silo does not answer.", late);
        }
    }
}
