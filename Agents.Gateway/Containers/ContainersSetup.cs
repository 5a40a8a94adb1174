using Agents.ServiceDefaults;

namespace Agents.Gateway.Containers;

internal static class ContainersSetup
{
    public static void AddContainers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ContainerGuard>();
        builder.Services.AddSingleton<ContainerForwarding>();
        builder.Services.AddHostedService<ContainerProbe>();
        // What is no address is told by the check of the settings.
        if (ContainerListener.AddressOf(builder.Configuration[ServiceVariables.ContainerBind] ?? builder.Configuration["Gateway:ContainerBind"]) is { } bind && Uri.TryCreate(bind, UriKind.Absolute, out _))
        {
            var own = builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey) is { Length: > 0 } urls ? urls : "http://localhost:5000";
            builder.WebHost.UseUrls([.. own.Split(';', StringSplitOptions.RemoveEmptyEntries), bind]);
        }
    }

    public static void MapContainers(this WebApplication app)
    {
        var forwarding = app.Services.GetRequiredService<ContainerForwarding>();
        app.Map("/d/{id}/{**rest}", (HttpContext context, string id) => forwarding.ForwardAsync(context, id));
    }
}
