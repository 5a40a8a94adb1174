using Agents.Gateway.Access;
using Agents.Gateway.Upstreams;
using Agents.ServiceDefaults.Problems;

namespace Agents.Gateway.Routes;

/// <summary>Which path goes where. Everything that is not the silo's is a page of the dashboard.</summary>
internal static class RouteTable
{
    private const string NoPages = "This server has no dashboard, and the API has nothing at this path; it is described at /openapi/v1.json. With a dashboard: agents start.";

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

        var pages = Pages(app, upstreams);
        app.MapAliases(pages);
        app.Map("/{**rest}", pages);
    }

    private static RequestDelegate Pages(WebApplication app, UpstreamSet upstreams)
    {
        if (upstreams.Dashboard is not { } dashboard)
        {
            return static context => Problem.WriteAsync(context, StatusCodes.Status404NotFound, NoPages);
        }

        var (gate, forwarding) = (app.Services.GetRequiredService<PageGate>(), app.Services.GetRequiredService<UpstreamForwarding>());
        return async context =>
        {
            if (await gate.LetsInAsync(context))
            {
                await forwarding.ForwardAsync(context, dashboard);
            }
        };
    }

    private static void MapUpstream(this WebApplication app, string path, Upstream upstream)
    {
        var forwarding = app.Services.GetRequiredService<UpstreamForwarding>();
        app.Map(path, context => forwarding.ForwardAsync(context, upstream));
    }
}
