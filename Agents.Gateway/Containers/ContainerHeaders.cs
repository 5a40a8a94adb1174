using Agents.ServiceDefaults.Tokens;
using Yarp.ReverseProxy.Forwarder;

namespace Agents.Gateway.Containers;

/// <summary>
/// A container's pages are other people's pages on our origin: nothing of ours goes there, and nothing that comes from there counts as ours.
/// </summary>
internal sealed class ContainerHeaders(string prefix) : HttpTransformer
{
    private const string Sandbox = "sandbox allow-scripts";

    private static readonly string[] Ours =
        ["Cookie", "Authorization", "X-API-Key", SiloClient.CredentialHeader, SiloClient.PrincipalHeader, SiloClient.ScopesHeader, SiloClient.TransportHeader, InternalToken.Header];

    private static readonly string[] NotOurs =
        ["Set-Cookie", "Server", "Strict-Transport-Security", "Clear-Site-Data", "Service-Worker-Allowed", "Refresh", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"];

    public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        foreach (var name in Ours)
        {
            proxyRequest.Headers.Remove(name);
        }

        proxyRequest.Headers.Host = null;
        proxyRequest.Headers.TryAddWithoutValidation("X-Forwarded-Prefix", prefix);
        httpContext.Request.Path.StartsWithSegments(prefix, out var rest);
        proxyRequest.RequestUri = RequestUtilities.MakeDestinationAddress(destinationPrefix, rest, httpContext.Request.QueryString);
    }

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        var copies = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        var headers = httpContext.Response.Headers;
        foreach (var name in NotOurs)
        {
            headers.Remove(name);
        }

        headers.ContentSecurityPolicy = Sandbox;
        return copies;
    }
}
