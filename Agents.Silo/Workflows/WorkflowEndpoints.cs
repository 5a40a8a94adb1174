using System.Text;
using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Workflows;
using Agents.Core.Drawing;
using Agents.Core.Formats;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.AgentFiles;
using Agents.Silo.Diagnostics;
using Agents.Silo.Executions;
using Agents.Silo.Secrets;

namespace Agents.Silo.Workflows;

/// <summary><c>/api/v1/workflows</c>.</summary>
internal static class WorkflowEndpoints
{
    public static void MapWorkflows(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/workflows").WithTags("workflows").NeedsToRead(KeyScopes.Viewer);
        group.MapPost("/", CreateAsync).WithName("CreateWorkflow").WithSummary("Stores a definition; the same content is the same version.")
            .Accepts<string>("application/yaml", "application/json").Produces<CreateWorkflowResult>(StatusCodes.Status201Created).Needs(KeyScopes.Operator);
        group.MapPost("/validate", ValidateAsync).WithName("ValidateWorkflow").WithSummary("All diagnostics of a definition; stores nothing.").Needs(KeyScopes.Viewer)
            .Accepts<string>("application/yaml", "application/json").Produces<CreateWorkflowResult>();
        group.MapGet("/", ListAsync).WithName("ListWorkflows").WithSummary("Stored workflows by id.").Produces<ItemPage<WorkflowSummary>>();
        group.MapGet("/{id}", GetTaggedAsync).WithName("GetWorkflow").WithSummary("One workflow with its definition and versions.").Produces<WorkflowDetail>();
        group.MapGet("/{id}/schema", GetSchemaAsync).WithName("GetWorkflowSchema").WithSummary("What a form needs.").Produces<WorkflowSchemaReply>();
        group.MapGet("/{id}/graph", GetGraphAsync).WithName("GetWorkflowGraph").WithSummary("A drawing: ?format=svg|mermaid|json.").Produces<WorkflowGraphReply>();
        group.MapWorkflowChanges();
        group.MapWorkflowVersions();
    }

    /// <summary>JSON where the text is a JSON document, else YAML.</summary>
    public static string MediaType(string definition)
        => definition.AsSpan().TrimStart().StartsWith("{") ? WorkflowsClient.JsonDocument : WorkflowsClient.Yaml;

    private static async Task<IResult> CreateAsync(
        HttpRequest request, WorkflowStore store, WorkflowCatalog catalog, AgentFolder agents, string? file_name = null, bool dry_run = false, bool strict = false)
    {
        var definition = await ReadAsync(request);
        var fileName = file_name ?? "workflow.yaml";
        var load = WorkflowLoader.Load(definition, new WorkflowLoadOptions { FileName = fileName, Strict = strict, EnvironmentAgents = agents.Current.Definitions });
        if (load.Workflow is not { } plan)
        {
            return Refused(load);
        }

        if (dry_run)
        {
            return Results.Json(Result(load, 0, false), AgentsJson.Wire.CreateWorkflowResult);
        }

        return await store.SaveAsync(plan, definition, fileName) is SavedVersion saved
            ? Stored(request, catalog, load, saved)
            : throw new InvalidOperationException("A definition that replaces no version in particular is always stored.");
    }

    /// <summary>The answer to a definition that is stored.</summary>
    public static IResult Stored(HttpRequest request, WorkflowCatalog catalog, WorkflowLoad load, SavedVersion saved)
    {
        var id = load.Workflow!.Id;
        catalog.ForgetCurrent(id);
        request.HttpContext.Response.Headers.Location = $"/api/v1/workflows/{Uri.EscapeDataString(id)}";
        request.HttpContext.Response.Headers.ETag = ETag(saved.Version);
        return Results.Json(
            Result(load, saved.Version, saved.IsNew), AgentsJson.Wire.CreateWorkflowResult, statusCode: saved.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>The answer to a definition that does not load.</summary>
    public static IResult Refused(WorkflowLoad load)
        => Problem.Result(
            StatusCodes.Status422UnprocessableEntity, "The definition does not load; its diagnostics say where and how to mend it.",
            extensions: DiagnosticViews.Extension(load.Diagnostics));

    private static async Task<IResult> ValidateAsync(HttpRequest request, AgentFolder agents, string? file_name = null, bool strict = false)
    {
        var load = WorkflowLoader.Load(await ReadAsync(request), new WorkflowLoadOptions { FileName = file_name ?? "workflow.yaml", Strict = strict, EnvironmentAgents = agents.Current.Definitions });
        return Results.Json(Result(load, 0, false), AgentsJson.Wire.CreateWorkflowResult);
    }

    private static async Task<IResult> ListAsync(
        WorkflowStore store, WorkflowViews views, string? status = null, string? persona = null, string? tag = null, string? difficulty = null, string? q = null, string? cursor = null,
        int limit = Paging.DefaultLimit)
    {
        if (limit is < 1 or > Paging.LargestLimit)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, Paging.Problem);
        }

        var filter = new WorkflowFilter(status, persona, tag, q, cursor, limit + 1) { Difficulty = difficulty };
        var rows = await store.ListAsync(filter);
        var items = new List<WorkflowSummary>();
        foreach (var row in rows.Take(limit))
        {
            items.Add(await views.SummaryAsync(row));
        }

        // The total is for people, who look at the first page.
        long? total = cursor is null ? await store.CountAsync(filter) : null;
        return Results.Json(new ItemPage<WorkflowSummary>(items, rows.Count > limit ? items[^1].Id : null, total), AgentsJson.Wire.ItemPageWorkflowSummary);
    }

    /// <summary>The answer with one workflow.</summary>
    public static async Task<IResult> GetAsync(string id, WorkflowStore store, WorkflowViews views, int? version = null)
        => await store.FindAsync(id) is { } row && await store.FindVersionAsync(id, version) is { } definition
            ? Results.Json(await views.DetailAsync(row, definition), AgentsJson.Wire.WorkflowDetail)
            : NotFound(id);

    // The tag is what If-Match of a change names. An older version is nothing to change.
    private static async Task<IResult> GetTaggedAsync(HttpResponse response, string id, WorkflowStore store, WorkflowViews views, int? version = null)
    {
        if (await store.FindAsync(id) is not { } row || await store.FindVersionAsync(id, version) is not { } definition)
        {
            return NotFound(id);
        }

        response.Headers.ETag = version is null ? ETag((int)definition.Version) : default;
        return Results.Json(await views.DetailAsync(row, definition), AgentsJson.Wire.WorkflowDetail);
    }

    private static async Task<IResult> GetSchemaAsync(string id, WorkflowCatalog catalog, SecretBook secrets)
        => await FindAsync(catalog, id, null) is { } workflow
            ? Results.Json(WorkflowViews.Schema(workflow, secrets), AgentsJson.Wire.WorkflowSchemaReply)
            : NotFound(id);

    private static async Task<IResult> GetGraphAsync(string id, WorkflowCatalog catalog, int? version = null, string format = "json")
    {
        if (await FindAsync(catalog, id, version) is not { } workflow)
        {
            return NotFound(id);
        }

        return format switch
        {
            "json" => Results.Json(WorkflowViews.Graph(workflow), AgentsJson.Wire.WorkflowGraphReply),
            "svg" => Results.Text(SvgDrawing.Write(GraphLayout.Of(workflow.Plan)), "image/svg+xml"),
            "mermaid" => Results.Text(MermaidDrawing.Write(GraphLayout.Of(workflow.Plan)), "text/plain"),
            _ => Problem.Result(StatusCodes.Status400BadRequest, "'format' is json, svg or mermaid."),
        };
    }

    private static async ValueTask<StoredWorkflow?> FindAsync(WorkflowCatalog catalog, string id, int? version)
        => await catalog.FindStandingAsync(id) is { } standing ? await catalog.FindAsync(id, version ?? (int)standing.CurrentVersion) : null;

    /// <summary>The definition in a request's body.</summary>
    public static async Task<string> ReadAsync(HttpRequest request)
        => Encoding.UTF8.GetString((await RequestBody.ReadAsync(request, request.HttpContext.RequestAborted)).Span);

    private static CreateWorkflowResult Result(WorkflowLoad load, int version, bool isNew)
        => new(load.Workflow?.Id, version, isNew, !load.HasErrors) { Diagnostics = [.. load.Diagnostics.Select(DiagnosticViews.Record)] };

    private static string ETag(int version) => $"\"{version}\"";

    public static IResult NotFound(string id)
        => Problem.Result(StatusCodes.Status404NotFound, $"There is no workflow '{id}', or not this version of it. GET /api/v1/workflows lists them.");
}
