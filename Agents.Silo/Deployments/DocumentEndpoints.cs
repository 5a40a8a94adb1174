using System.Net;
using Agents.Client.Access;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Sampling;
using Agents.Core.Workflows;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Workflows;

namespace Agents.Silo.Deployments;

/// <summary><c>/api/v1/deployments/{id}/openapi.json</c> for programs and <c>/docs</c> for people: how this deployment is called.</summary>
internal static class DocumentEndpoints
{
    public static void MapDocuments(this RouteGroupBuilder deployments)
    {
        deployments.MapGet("/{id}/openapi.json", (string id, DeploymentStore store, WorkflowCatalog workflows)
                => ShowAsync(id, store, workflows, static (row, plan) => Results.Text(DeploymentDocument.Of(row, plan).ToIndentedJson(), "application/json")))
            .WithName("GetDeploymentDocument").WithSummary("Its OpenAPI 3.1 document.").NeedsOrInvoker(KeyScopes.Viewer, DeploymentIn.Id);
        deployments.MapGet("/{id}/docs", (HttpContext http, string id, DeploymentStore store, WorkflowCatalog workflows)
                => ShowAsync(id, store, workflows, (row, plan) => Results.Content(Page(http.Request, row, plan), "text/html; charset=utf-8")))
            .WithName("GetDeploymentDocs").WithSummary("How to call it, as a page.").NeedsOrInvoker(KeyScopes.Viewer, DeploymentIn.Id);
    }

    private static async Task<IResult> ShowAsync(string id, DeploymentStore store, WorkflowCatalog workflows, Func<DeploymentRow, Workflow, IResult> show)
        => await store.FindAsync(id) is not { IsEndpoint: true } row ? DeploymentEndpoints.NotFound(id)
            : await workflows.FindAsync(row.WorkflowId!, (int)row.Version!) is { } workflow ? show(row, workflow.Plan)
            : Problem.Result(StatusCodes.Status409Conflict, $"Workflow '{row.WorkflowId}' has no version {row.Version}.");

    private static string Page(HttpRequest request, DeploymentRow row, Workflow plan)
    {
        var title = WebUtility.HtmlEncode(row.Name);
        var sample = (SchemaSample.Inputs(plan.InputSchema).Value ?? JsonObject.Empty).ToJson();
        var call = $"curl -sS -H 'Content-Type: application/json' -d '{sample.Replace("'", "'\\''", StringComparison.Ordinal)}' \\\n  {request.Scheme}://{request.Host}{DeploymentViews.EndpointRoot}{row.EndpointPath}";
        return $$"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{title}}</title>
            <style>body{max-width:50rem;margin:2rem auto;padding:0 1rem;font-family:system-ui,sans-serif;color-scheme:light dark}pre{overflow:auto;padding:1rem;border:1px solid}</style></head>
            <body><main><h1 dir="auto">{{title}}</h1><p dir="auto">{{WebUtility.HtmlEncode(plan.Description)}}</p>
            <h2>Call</h2><pre>{{WebUtility.HtmlEncode(call)}}</pre>
            <p>The body is the inputs, the reply the outputs. <code>Prefer: wait=N</code> says how many seconds to wait (30 unless given), <code>Prefer: respond-async</code> does not wait:
            202 says with <code>Location</code> where to ask for the end. <code>Accept: text/event-stream</code> sends the events as they come.
            <code>Idempotency-Key</code> makes a repeated call start once.</p>
            <h2>Inputs</h2>{{Schema(plan.InputSchema)}}<h2>Outputs</h2>{{Schema(plan.OutputSchema)}}
            <p><a href="openapi.json">OpenAPI document</a></p></main></body></html>
            """;
    }

    private static string Schema(JsonValue? schema) => schema is null ? "<p>Any JSON.</p>" : $"<pre>{WebUtility.HtmlEncode(schema.ToIndentedJson())}</pre>";
}
