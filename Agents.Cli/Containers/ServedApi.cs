using Agents.Cli.Servers;
using Agents.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Agents.Cli.Containers;

/// <summary>What a container answers with: one workflow's runs and nothing else of the engine behind it.</summary>
internal static class ServedApi
{
    public static WebApplication Build(ServedWorkflow served, ServeOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration[ServiceVariables.Child] = "0";
        // The engine's own: it is ready when the engine is.
        builder.Services.AddSingleton(served.Engine.Readiness!);
        builder.AddServiceDefaults("container", static service => service.BehindGateway = false);
        builder.WebHost.UseUrls($"http://{options.Host}:{options.Port}");
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        builder.Services.AddSingleton(served);
        if (options.Platform is { } platform)
        {
            builder.Services.AddSingleton(platform);
            builder.Services.AddHostedService<PlatformLink>();
        }

        var app = builder.Build();
        app.MapServiceDefaults();
        app.UseKey(options.Key);
        app.MapGet("/", static () => Results.Redirect("docs"));
        app.MapRuns();
        app.MapPages();
        return app;
    }
}
