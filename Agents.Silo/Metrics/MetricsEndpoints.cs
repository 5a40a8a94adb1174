using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Client.Metrics;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;

namespace Agents.Silo.Metrics;

/// <summary><c>/api/v1/metrics</c>.</summary>
internal static class MetricsEndpoints
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(7);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static void AddMetricsSummaries(this IServiceCollection services)
    {
        services.AddSingleton<MetricsStore>();
        services.AddSingleton<MetricsSummaries>();
    }

    public static void MapMetrics(this IEndpointRouteBuilder routes)
        => routes.MapGet("/api/v1/metrics/summary", GetAsync).WithTags("status").WithName("GetMetricsSummary")
            .WithSummary("Executions, tokens and cost of a period by workflow, model and day.").Produces<MetricsSummary>().Needs(KeyScopes.Viewer);

    private static async Task<IResult> GetAsync(
        MetricsSummaries summaries, TimeProvider time, DateTimeOffset? from = null, DateTimeOffset? to = null, string? workflow_id = null, string? deployment_id = null)
    {
        // To the second, so that those who ask at once ask the same.
        var now = time.GetUtcNow();
        var end = to ?? now.AddTicks(TimeSpan.TicksPerSecond - (now.Ticks % TimeSpan.TicksPerSecond));
        var start = from ?? end - Usual;
        if (start >= end || end - start > Longest)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, "'from' is before 'to', and at most 366 days before.");
        }

        return Results.Json(
            await summaries.GetAsync(new MetricsPeriod(start.ToUniversalTime(), end.ToUniversalTime(), NullIfEmpty(workflow_id), NullIfEmpty(deployment_id))), AgentsJson.Wire.MetricsSummary);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
