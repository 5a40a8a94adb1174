using Agents.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Agents.ServiceDefaults.Tests.Telemetry;

public class TelemetryExportTests
{
    [Fact]
    public async Task CollectorConfigured_ReceivesTheTracesOfRequestsButNotOfProbes()
    {
        var bodies = new List<byte[]>();
        await using var collector = await TestService.StartAsync(app => app.MapPost("/v1/traces", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            lock (bodies)
            {
                bodies.Add(body.ToArray());
            }
        }));

        Environment.SetEnvironmentVariable(TelemetrySetup.Endpoint, collector.Http.BaseAddress!.ToString());
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        try
        {
            await using var service = await TestService.StartAsync(app => app.MapGet("/traced", () => "ok"));
            await service.Http.GetAsync("/traced");
            await service.Http.GetAsync("/alive");
        }
        finally
        {
            Environment.SetEnvironmentVariable(TelemetrySetup.Endpoint, null);
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", null);
        }

        // Disposing the service flushed its providers.
        var sent = System.Text.Encoding.UTF8.GetString(bodies.SelectMany(body => body).ToArray());
        sent.ShouldContain("agents-probe");
        sent.ShouldContain("/traced");
        sent.ShouldNotContain("/alive");
    }
}
