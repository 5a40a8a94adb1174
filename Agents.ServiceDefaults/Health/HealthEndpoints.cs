using System.Diagnostics;
using Agents.ServiceDefaults.Addresses;
using Agents.ServiceDefaults.Json;
using Agents.ServiceDefaults.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Agents.ServiceDefaults.Health;

/// <summary><c>/alive</c>: the process answers. <c>/health</c>: it does its work, else 503.</summary>
internal static class HealthEndpoints
{
    public const string AlivePath = "/alive";
    public const string HealthPath = "/health";

    public static bool IsHealthPath(PathString path)
        => path.Equals(AlivePath, StringComparison.OrdinalIgnoreCase) || path.Equals(HealthPath, StringComparison.OrdinalIgnoreCase);

    public static void AddReadiness(this IServiceCollection services) => services.TryAddSingleton<Readiness>();

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet(AlivePath, Alive).AllowAnonymous().DisableHttpMetrics().ExcludeFromDescription();
        app.MapGet(HealthPath, Health).AllowAnonymous().DisableHttpMetrics().ExcludeFromDescription();
    }

    private static IResult Alive(HttpContext context)
    {
        KeepOutOfTraces(context);
        return Results.Json(new { status = "alive" });
    }

    private static IResult Health(
        HttpContext context, Readiness readiness, ServiceIdentity identity, InternalToken token, BoundAddresses bound)
    {
        KeepOutOfTraces(context);
        var report = readiness.Current;
        var mayKnowMore = bound.AreLoopback || token.Matches(context.Request.Headers[InternalToken.Header]);
        var reply = mayKnowMore
            ? new HealthReply(report.State, identity.Name, report.Reason)
            : new HealthReply(report.State, null, null);
        var ready = report.State == ReadinessState.Ready;
        return Results.Json(reply, SnakeCaseJson.Options, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static void KeepOutOfTraces(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (Activity.Current is { } activity)
        {
            // Probes every second would bury the traces that matter: exporters skip what is not recorded.
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
