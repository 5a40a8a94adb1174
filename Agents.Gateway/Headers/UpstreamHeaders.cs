using Agents.ServiceDefaults.Tokens;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Agents.Gateway.Headers;

/// <summary>What the gateway tells silo and dashboard: where a request came from and who acts.</summary>
internal static class UpstreamHeaders
{
    /// <summary>What the open principal may do: everything.</summary>
    private const string OpenScopes = "admin";

    public static void AddUpstreamHeaders(this TransformBuilderContext context, InternalToken token)
    {
        context.AddXForwarded(ForwardedTransformActions.Set);
        context.AddRequestHeader(SiloClient.PrincipalHeader, SiloClient.OpenPrincipal, append: false);
        context.AddRequestHeader(SiloClient.ScopesHeader, OpenScopes, append: false);
        context.AddResponseHeaderRemove("Server", ResponseCondition.Always);
        if (token.Value is { } value)
        {
            context.AddRequestHeader(InternalToken.Header, value, append: false);
        }
    }
}
