using System.Diagnostics;
using System.Net;
using Agents.Gateway.Deployments;
using Agents.Gateway.Headers;
using Agents.ServiceDefaults.Tokens;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Agents.Gateway.Upstreams;

/// <summary>
/// Passes a request on and its reply back, byte by byte as they come, so that event streams are live.
/// YARP's direct forwarding: two fixed destinations need no clusters, and nothing here needs a key ring.
/// </summary>
internal sealed class UpstreamForwarding(
    IHttpForwarder forwarder, ITransformBuilder transforms, UpstreamFailures failures, InternalToken token, IOptions<GatewayOptions> options)
    : IDisposable
{
    private readonly HttpTransformer _headers = transforms.Create(context => context.AddUpstreamHeaders(token));

    private readonly ForwarderRequestConfig _request = new()
    {
        ActivityTimeout = options.Value.ActivityTimeout,
        AllowResponseBuffering = false,
        Version = HttpVersion.Version11,
    };

    private readonly HttpMessageInvoker _connections = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
        ConnectTimeout = options.Value.ConnectTimeout,
    });

    public async Task ForwardAsync(HttpContext context, Upstream upstream)
    {
        if (upstream.IsHung)
        {
            await UpstreamFailures.SayUnavailableAsync(context, upstream);
            return;
        }

        var request = context.Features.Get<CallTimeout>() is { } timeout ? _request with { ActivityTimeout = timeout.Silence } : _request;
        await forwarder.SendAsync(context, upstream.Url, _connections, request, _headers);
        if (context.GetForwarderErrorFeature() is { } failure)
        {
            await failures.ExplainAsync(context, failure, upstream);
        }
    }

    public void Dispose() => _connections.Dispose();
}
