using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace Agents.ServiceDefaults.Telemetry;

internal static class TelemetrySetup
{
    /// <summary>The OpenTelemetry variable that turns export on; the exporters read it, its protocol and headers themselves.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder, string serviceName)
    {
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
        {
            return;
        }

        // .NET 10 leaves method, route and status off its request spans unless told otherwise.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);

        // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win over the defaults: an orchestrator knows the replica's name.
        var resource = ResourceBuilder.CreateEmpty()
            .AddService($"agents-{serviceName}").AddTelemetrySdk().AddEnvironmentVariableDetector();

        builder.Services.AddHostedService(services => new TelemetryExport(resource, services.GetServices<BaseProcessor<Activity>>()));
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
            logs.SetResourceBuilder(resource).AddOtlpExporter();
        });
    }
}
