using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Agents.ServiceDefaults.Limits;

internal static class KestrelLimits
{
    /// <summary>A slow or huge request is ended by the server, not by luck.</summary>
    public static void AddKestrelLimits(this WebApplicationBuilder builder, ServiceDefaultsOptions options)
        => builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBodyBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        });
}
