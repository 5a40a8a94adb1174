using Agents.ServiceDefaults.Tokens;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Agents.Gateway.Headers;

/// <summary>What the gateway tells silo and dashboard: where a request came from, and that it came through here.</summary>
internal static class UpstreamHeaders
{
    public static void AddUpstreamHeaders(this TransformBuilderContext context, InternalToken token)
    {
        context.AddXForwarded(ForwardedTransformActions.Set);
        context.AddResponseHeaderRemove("Server", ResponseCondition.Always);
        if (token.Value is { } value)
        {
            context.AddRequestHeader(InternalToken.Header, value, append: false);
        }
    }
}
