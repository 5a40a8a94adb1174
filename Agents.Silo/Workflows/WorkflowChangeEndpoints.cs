using System.Globalization;
using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Client.Workflows;
using Agents.Core.Formats;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.AgentFiles;
using Microsoft.Net.Http.Headers;

namespace Agents.Silo.Workflows;

/// <summary>Changes one workflow: a new version, enabled, disabled, deleted.</summary>
internal static class WorkflowChangeEndpoints
{
    public static void MapWorkflowChanges(this RouteGroupBuilder workflows)
    {
        workflows.MapPut("/{id}", PutAsync).WithName("UpdateWorkflow").WithSummary("Stores a definition under this id; If-Match or ?version= names the version that it replaces.")
            .Accepts<string>("application/yaml", "application/json").Produces<CreateWorkflowResult>().Produces<CreateWorkflowResult>(StatusCodes.Status201Created).Needs(KeyScopes.Operator);
        workflows.MapDelete("/{id}", DeleteAsync).WithName("DeleteWorkflow").WithSummary("Removes it; disables it where it has executions.").Produces<DeleteWorkflowResult>().Needs(KeyScopes.Operator);
        workflows.MapPost("/{id}/enable", (string id, WorkflowStore store, WorkflowCatalog catalog, WorkflowViews views) => SetEnabledAsync(id, true, store, catalog, views))
            .WithName("EnableWorkflow").WithSummary("Lets it start executions; idempotent.").Produces<WorkflowDetail>().Needs(KeyScopes.Operator);
        workflows.MapPost("/{id}/disable", (string id, WorkflowStore store, WorkflowCatalog catalog, WorkflowViews views) => SetEnabledAsync(id, false, store, catalog, views))
            .WithName("DisableWorkflow").WithSummary("Keeps it from starting executions; running ones go on. Idempotent.").Produces<WorkflowDetail>().Needs(KeyScopes.Operator);
    }

    private static async Task<IResult> PutAsync(
        HttpRequest request, string id, WorkflowStore store, WorkflowCatalog catalog, AgentFolder agents, int? version = null, string? file_name = null, bool strict = false)
    {
        if (!TryReadExpected(request, version, out var expected))
        {
            return Problem.Result(
                StatusCodes.Status400BadRequest, "If-Match is the ETag of GET /api/v1/workflows/{id}, the current version's number in quotes: If-Match: \"3\".");
        }

        // A definition without an id takes the address's.
        var fileName = file_name ?? $"{id}.workflow.yaml";
        var definition = await WorkflowEndpoints.ReadAsync(request);
        var load = WorkflowLoader.Load(definition, new WorkflowLoadOptions { FileName = fileName, Strict = strict, EnvironmentAgents = agents.Current.Definitions });
        if (load.Workflow is not { } plan)
        {
            return WorkflowEndpoints.Refused(load);
        }

        if (plan.Id != id)
        {
            return Problem.Result(
                StatusCodes.Status422UnprocessableEntity, $"The definition's id is '{plan.Id}', the address says '{id}'. Change one of them, or POST it to /api/v1/workflows.");
        }

        return await store.SaveAsync(plan, definition, fileName, expected) switch
        {
            SavedVersion saved => WorkflowEndpoints.Stored(request, catalog, load, saved),
            SaveConflict { Current: { } current } => Conflict($"The current version is {current}, not {expected}. Look at the difference and send the change again on top of it.", current),
            _ => Conflict($"There is no workflow '{id}', so no version {expected} to replace. Send it without If-Match.", null),
        };
    }

    private static IResult Conflict(string detail, int? current)
        => Problem.Result(StatusCodes.Status412PreconditionFailed, detail, "conflict", new Dictionary<string, object?> { ["current_version"] = current });

    /// <summary>The version that the caller means to replace; null where it does not say.</summary>
    private static bool TryReadExpected(HttpRequest request, int? version, out int? expected)
    {
        expected = version;
        if (request.Headers.IfMatch.Count == 0)
        {
            return version is null or > 0;
        }

        var isTag = EntityTagHeaderValue.TryParse(request.Headers.IfMatch.ToString(), out var tag) && !tag.IsWeak;
        var isNumber = int.TryParse(isTag ? tag!.Tag.AsSpan().Trim('"') : "", NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        expected = number;
        return isNumber && (version is null || version == number);
    }

    private static async Task<IResult> DeleteAsync(string id, WorkflowStore store, WorkflowCatalog catalog)
    {
        var isRemoved = await store.RemoveAsync(id);
        catalog.ForgetCurrent(id);
        return isRemoved is { } removed ? Results.Json(new DeleteWorkflowResult(id, removed), AgentsJson.Wire.DeleteWorkflowResult) : WorkflowEndpoints.NotFound(id);
    }

    private static async Task<IResult> SetEnabledAsync(string id, bool isEnabled, WorkflowStore store, WorkflowCatalog catalog, WorkflowViews views)
    {
        var isKnown = await store.SetEnabledAsync(id, isEnabled);
        catalog.ForgetCurrent(id);
        return isKnown ? await WorkflowEndpoints.GetAsync(id, store, views) : WorkflowEndpoints.NotFound(id);
    }
}
