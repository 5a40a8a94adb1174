using System.Globalization;
using System.Net;
using System.Text;
using Agents.Client.Json;
using Agents.Client.Metrics;
using Agents.Client.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Cli.Containers;

/// <summary><c>GET /schema</c> for programs, <c>/docs</c> for people, <c>/metrics</c> for Prometheus.</summary>
internal static class ServedPages
{
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/schema", async (ServedWorkflow served, CancellationToken cancellationToken)
            => Results.Json(await served.Engine.Client.Workflows.GetSchemaAsync(served.Id, cancellationToken: cancellationToken), AgentsJson.Wire.WorkflowSchemaReply));
        routes.MapGet("/docs", async (ServedWorkflow served, CancellationToken cancellationToken)
            => Results.Content(Page(served, await served.Engine.Client.Workflows.GetSchemaAsync(served.Id, cancellationToken: cancellationToken)), "text/html; charset=utf-8"));
        routes.MapGet("/metrics", async (ServedWorkflow served, TimeProvider time, CancellationToken cancellationToken) =>
        {
            // The longest period that a summary has.
            var filter = new MetricsFilter { WorkflowId = served.Id, From = time.GetUtcNow().AddDays(-365) };
            return Results.Text(Metrics((await served.Engine.Client.Metrics.GetSummaryAsync(filter, cancellationToken)).Total), "text/plain; version=0.0.4; charset=utf-8");
        });
    }

    private static string Page(ServedWorkflow served, WorkflowSchemaReply schema)
    {
        var title = WebUtility.HtmlEncode(served.Name);
        return $$"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{title}}</title>
            <style>body{max-width:50rem;margin:2rem auto;padding:0 1rem;font-family:system-ui,sans-serif;color-scheme:light dark}pre{overflow:auto;padding:1rem;border:1px solid}</style></head>
            <body><main><h1 dir="auto">{{title}}</h1><p dir="auto">{{WebUtility.HtmlEncode(served.Description)}}</p>
            <h2>Run it</h2><pre>{{WebUtility.HtmlEncode($"POST run\nContent-Type: application/json\n\n{{\"inputs\": {schema.Sample?.GetRawText() ?? "{}"}}}")}}</pre>
            <p>The reply is 200 with the run when it has ended: its <code>status</code> says how. <code>Prefer: wait=N</code> says how many seconds to wait (30 unless given),
            <code>Prefer: respond-async</code> does not wait: 202 says with <code>Location</code> where to ask. The same <code>idempotency_key</code> starts once.</p>
            <ul><li><code>GET runs/{id}</code>: how it stands</li><li><code>GET runs/{id}/events</code>: its events as they come</li><li><code>POST runs/{id}/cancel</code></li>
            <li><a href="schema">schema</a>, <a href="health">health</a>, <a href="metrics">metrics</a></li></ul>
            <h2>Inputs</h2><pre>{{WebUtility.HtmlEncode(schema.JsonSchema.GetRawText())}}</pre></main></body></html>
            """;
    }

    private static string Metrics(UsageMetrics usage)
    {
        var text = new StringBuilder();
        text.Append("# HELP agents_runs Runs of the last 365 days that are kept, by how they stand.\n# TYPE agents_runs gauge\n");
        foreach (var (status, count) in new[]
        {
            ("active", usage.Active), ("completed", usage.Completed), ("failed", usage.Failed), ("timed_out", usage.TimedOut), ("cancelled", usage.Cancelled),
        })
        {
            text.Append(CultureInfo.InvariantCulture, $"agents_runs{{status=\"{status}\"}} {count}\n");
        }

        text.Append("# HELP agents_tokens Tokens of their model calls.\n# TYPE agents_tokens gauge\n");
        text.Append(CultureInfo.InvariantCulture, $"agents_tokens{{direction=\"input\"}} {usage.InputTokens}\n");
        text.Append(CultureInfo.InvariantCulture, $"agents_tokens{{direction=\"output\"}} {usage.OutputTokens}\n");
        text.Append("# HELP agents_cost_usd What is known of their cost, in US dollars.\n# TYPE agents_cost_usd gauge\n");
        text.Append(CultureInfo.InvariantCulture, $"agents_cost_usd {usage.CostUsd ?? 0}\n");
        return text.ToString();
    }
}
