using Agents.Gateway.Access;
using Agents.Gateway.Containers;
using Agents.Gateway.Deployments;
using Agents.Gateway.Headers;
using Agents.Gateway.Limits;
using Agents.Gateway.Routes;
using Agents.Gateway.Upstreams;
using Agents.ServiceDefaults;
using Agents.ServiceDefaults.Children;

namespace Agents.Gateway;

/// <summary>The only public port: what comes in is checked, then passed to the silo or the dashboard.</summary>
internal static class GatewayProgram
{
    public static Task<int> Main(string[] args) => ServiceRun.RunAsync(() => Build(args));

    public static WebApplication Build(string[] args)
    {
        // Settings lie beside the program; the working folder is the user's, and is not to be watched.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddServiceDefaults("gateway", service =>
        {
            service.BehindGateway = false;

            // Event streams never end by themselves; executions are durable, so clients that are cut here miss nothing.
            service.ShutdownTimeout = TimeSpan.FromSeconds(3);
        });
        builder.AddGatewayOptions();
        builder.AddContainers();
        builder.Services.AddLogin();
        builder.Services.AddUpstreams();
        builder.Services.AddDeploymentTable();

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.MapServiceDefaults();
        app.UseContainerListener();
        app.UseTrustedProxy();
        app.UseHostCheck();
        app.UseCrossSiteCheck();
        app.UseBodyLimit();
        app.UseClientHeaderStripping();
        app.UseCredentials();
        app.UseCallLimits();
        app.MapLogin();
        app.MapContainers();
        app.MapRoutes();
        return app;
    }
}
