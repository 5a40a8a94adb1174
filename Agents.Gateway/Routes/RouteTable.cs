using Agents.Gateway.Access;
using Agents.Gateway.Upstreams;

namespace Agents.Gateway.Routes;

/// <summary>Which path goes where. Everything that is not the silo's is a page of the dashboard.</summary>
internal static class RouteTable
{
    private static readonly string[] SiloPaths =
    [
        "/api/{**rest}",
        "/v1/{**rest}",
        "/mcp",
        "/hooks/{**rest}",
        "/openapi/{**rest}",
        "/docs/{**rest}",
        "/schemas/{**rest}",
    ];

    public static void MapRoutes(this WebApplication app)
    {
        var upstreams = app.Services.GetRequiredService<UpstreamSet>();
        foreach (var path in SiloPaths)
        {
            app.MapUpstream(path, upstreams.Silo);
        }

        var (gate, forwarding) = (app.Services.GetRequiredService<PageGate>(), app.Services.GetRequiredService<UpstreamForwarding>());
        app.Map("/{**rest}", async context =>
        {
            if (await gate.LetsInAsync(context))
            {
                await forwarding.ForwardAsync(context, upstreams.Dashboard);
            }
        });
    }

    private static void MapUpstream(this WebApplication app, string path, Upstream upstream)
    {
        var forwarding = app.Services.GetRequiredService<UpstreamForwarding>();
        app.Map(path, context => forwarding.ForwardAsync(context, upstream));
    }
}
