using Agents.ServiceDefaults.Addresses;
using Agents.ServiceDefaults.Health;
using Agents.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Agents.ServiceDefaults.Tokens;

/// <summary>Closes a service to everyone but the other services of the installation.</summary>
public static class InternalTokenGate
{
    /// <summary>
    /// Refuses requests without the internal token (401), except to <c>/alive</c> and <c>/health</c>. Where no token is
    /// configured, a service that is bound to loopback is open, and one that is bound further is closed (403).
    /// </summary>
    public static IApplicationBuilder RequireInternalToken(this IApplicationBuilder app)
    {
        var token = app.ApplicationServices.GetRequiredService<InternalToken>();
        var bound = app.ApplicationServices.GetRequiredService<BoundAddresses>();
        return app.Use((context, next) => HealthEndpoints.IsHealthPath(context.Request.Path) ? next(context)
            : token.Value is null ? PassIfLoopback(bound, context, next)
            : PassIfPresented(token, context, next));
    }

    internal static void AddInternalToken(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new InternalToken(configuration[ServiceVariables.InternalToken]));
        services.TryAddSingleton<BoundAddresses>();
    }

    private static Task PassIfLoopback(BoundAddresses bound, HttpContext context, RequestDelegate next)
        => bound.AreLoopback
            ? next(context)
            : Problem.WriteAsync(
                context,
                StatusCodes.Status403Forbidden,
                $"This service listens beyond loopback, so it needs {ServiceVariables.InternalToken}: set the same secret for every service.");

    private static Task PassIfPresented(InternalToken token, HttpContext context, RequestDelegate next)
        => token.Matches(context.Request.Headers[InternalToken.Header])
            ? next(context)
            : Problem.WriteAsync(
                context,
                StatusCodes.Status401Unauthorized,
                $"This port is for the gateway and the dashboard, which send {InternalToken.Header}. Call the gateway's address.");
}
