using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.ServiceDefaults.Forwarding;

internal static class ForwardedHeadersSetup
{
    public static void AddForwardedHeaders(this WebApplicationBuilder builder, ServiceDefaultsOptions options)
    {
        if (!options.BehindGateway)
        {
            return;
        }

        var tokenIsRequired = !string.IsNullOrEmpty(builder.Configuration[ServiceVariables.InternalToken]);
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders =
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;

            // Where the token is asked for, only the gateway gets this far, from whatever address a cluster gave it.
            // Otherwise the framework's default stands: loopback only.
            if (tokenIsRequired)
            {
                forwarded.KnownProxies.Clear();
                forwarded.KnownIPNetworks.Clear();
            }
        });
    }

    public static void UseGatewayForwardedHeaders(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ServiceDefaultsOptions>().BehindGateway)
        {
            app.UseForwardedHeaders();
        }
    }
}
