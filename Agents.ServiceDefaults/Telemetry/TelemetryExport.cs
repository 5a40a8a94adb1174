using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Agents.ServiceDefaults.Telemetry;

/// <summary>
/// Owns the providers for as long as the host runs. A collector that is down costs nothing: the exporters drop what
/// their bounded queues cannot hold.
/// </summary>
/// <param name="resource">Who sends.</param>
/// <param name="processors">What a service does with its spans before they are sent.</param>
internal sealed class TelemetryExport(ResourceBuilder resource, IEnumerable<BaseProcessor<Activity>> processors) : IHostedService, IDisposable
{
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(TelemetryNames.Sources);
        // In this order: what they change is what the exporter finds.
        _traces = processors.Aggregate(traces, static (builder, processor) => builder.AddProcessor(processor)).AddOtlpExporter().Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource).AddMeter(TelemetryNames.Meters).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
