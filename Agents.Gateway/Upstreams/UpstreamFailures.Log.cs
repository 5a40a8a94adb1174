using Yarp.ReverseProxy.Forwarder;

namespace Agents.Gateway.Upstreams;

internal sealed partial class UpstreamFailures
{
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The {Upstream} failed a request ({Error}): {Method} {Path}: {Reason}")]
        public static partial void Failed(ILogger logger, string upstream, ForwarderError error, string method, string path, string? reason);
    }
}
