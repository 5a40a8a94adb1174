using Agents.ServiceDefaults.Children;
using Agents.ServiceDefaults.Forwarding;
using Agents.ServiceDefaults.Health;
using Agents.ServiceDefaults.Json;
using Agents.ServiceDefaults.Limits;
using Agents.ServiceDefaults.Logging;
using Agents.ServiceDefaults.Problems;
using Agents.ServiceDefaults.Telemetry;
using Agents.ServiceDefaults.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Agents.ServiceDefaults;

/// <summary>What every service of the installation does the same way, in two calls.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds logging, telemetry, health, problem details, JSON options, limits, the internal token and the child contract.</summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="serviceName">Short name: <c>silo</c>, <c>gateway</c>, <c>dashboard</c>.</param>
    /// <param name="configure">Changes what differs for this service; applied over the section <c>Service</c>.</param>
    public static WebApplicationBuilder AddServiceDefaults(
        this WebApplicationBuilder builder, string serviceName, Action<ServiceDefaultsOptions>? configure = null)
    {
        var options = builder.Configuration.GetSection("Service").Get<ServiceDefaultsOptions>() ?? new ServiceDefaultsOptions();
        configure?.Invoke(options);

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(new ServiceIdentity(serviceName));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);

        builder.AddLineLogging();
        builder.AddTelemetry(serviceName);
        builder.AddKestrelLimits(options);
        builder.AddForwardedHeaders(options);
        builder.AddChildContract();
        builder.Services.AddReadiness();
        builder.Services.AddProblems();
        builder.Services.AddSnakeCaseJson();
        builder.Services.AddInternalToken(builder.Configuration);
        return builder;
    }

    /// <summary>
    /// Puts error handling and forwarded headers in front of the pipeline and maps <c>/alive</c> and <c>/health</c>.
    /// Call it first, before the service's own middleware.
    /// </summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        app.UseProblems();
        app.UseGatewayForwardedHeaders();
        app.MapHealth();
        return app;
    }
}
