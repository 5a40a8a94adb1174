using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Agents.Client.Budgets;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;
using Agents.Client.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Dashboard.Tests.FakeSilo;

internal static class FakeEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder app, FakeSiloServer silo)
        => app.MapGet("/api/v1/status", (HttpContext context) => Answer(context, silo, silo.Status, AgentsJson.Wire.SystemStatus));

    public static void MapExecutions(this IEndpointRouteBuilder app, FakeSiloServer silo)
    {
        var wire = AgentsJson.Wire;
        app.MapGet("/api/v1/executions", (HttpContext context) => Answer(context, silo, List(silo, context.Request.Query), wire.ItemPageExecutionSummary));
        app.MapGet("/api/v1/executions/{id}", (HttpContext context, string id) => Answer(context, silo, Find(silo, id)?.Detail, wire.ExecutionDetail));
        app.MapGet("/api/v1/executions/{id}/steps", (HttpContext context, string id) => Answer(context, silo, Find(silo, id) is { } found ? Steps(found, context.Request.Query) : null, wire.ItemPageStepRecord));
        app.MapGet("/api/v1/executions/{id}/progress", (HttpContext context, string id)
            => Answer(context, silo, Find(silo, id) is { } found ? ExecutionProgress.Of(found.Events.Count, found.Steps) : null, wire.ExecutionProgress));
        app.MapGet("/api/v1/executions/{id}/events", (HttpContext context, string id)
            => Answer(context, silo, Find(silo, id) is { } found ? new ItemPage<EventRecord>(found.Events) : null, wire.ItemPageEventRecord));
        app.MapGet("/api/v1/executions/{id}/context", (HttpContext context, string id, long? at_seq)
            => Answer(context, silo, Find(silo, id) is { } found ? Context(found, at_seq ?? found.Events.Count) : null, wire.ContextReply));
        app.MapPost("/api/v1/executions/{id}/cancel", (HttpContext context, string id) => Answer(context, silo, Cancel(silo, id), wire.ExecutionDetail));
        app.MapGet("/api/v1/executions/{id}/budget", (HttpContext context, string id) => Answer(context, silo, Find(silo, id) is { } found ? Budget(found.Detail) : null, wire.ExecutionBudgetRecord));
        app.MapPut("/api/v1/executions/{id}/budget", async (HttpContext context, string id) => await Answer(
            context, silo, Limit(silo, id, await JsonSerializer.DeserializeAsync(context.Request.Body, wire.BudgetRecord)), wire.ExecutionDetail));
        app.MapPost("/api/v1/executions", (HttpContext context) => StartAsync(context, silo));
    }

    public static void MapWorkflows(this IEndpointRouteBuilder app, FakeSiloServer silo)
    {
        var wire = AgentsJson.Wire;
        app.MapGet("/api/v1/workflows", (HttpContext context, string? q) =>
        {
            silo.WorkflowQueries.Enqueue(context.Request.QueryString.Value ?? "");
            return Answer(context, silo, List(silo, q), wire.ItemPageWorkflowSummary);
        });
        app.MapGet("/api/v1/workflows/{id}", (HttpContext context, string id) => Answer(context, silo, silo.Workflows.GetValueOrDefault(id)?.Detail, wire.WorkflowDetail));
        app.MapGet("/api/v1/workflows/{id}/graph", (HttpContext context, string id) => Answer(context, silo, silo.Workflows.GetValueOrDefault(id)?.Graph, wire.WorkflowGraphReply));
        app.MapGet("/api/v1/workflows/{id}/schema", (HttpContext context, string id) => Answer(context, silo, silo.Workflows.GetValueOrDefault(id)?.Schema, wire.WorkflowSchemaReply));
        app.MapPost("/api/v1/workflows", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            silo.Definitions.Enqueue(await reader.ReadToEndAsync());
            await (silo.DefinitionRefusal is { } refusal ? Refuse(context, refusal) : Answer(context, silo, new CreateWorkflowResult("hello", 1, true, true), wire.CreateWorkflowResult));
        });
        app.MapPost("/api/v1/workflows/validate", (HttpContext context) => Answer(
            context, silo, new CreateWorkflowResult(null, 0, false, silo.DefinitionRefusal is null) { Diagnostics = silo.DefinitionRefusal?.Diagnostics ?? [] }, wire.CreateWorkflowResult));
    }

    public static void MapWorkflowChanges(this IEndpointRouteBuilder app, FakeSiloServer silo)
    {
        var wire = AgentsJson.Wire;
        app.MapGet("/api/v1/workflows/{id}/versions/{from:int}/diff/{to:int}", (HttpContext context, string id, int from, int to)
            => Answer(context, silo, silo.Workflows.ContainsKey(id) ? FakeVersions.Diff(id, from, to) : null, wire.WorkflowDiff));
        app.MapPost("/api/v1/workflows/{id}/versions/{version:int}/rollback", (HttpContext context, string id, int version)
            => Answer(context, silo, Change(silo, id, detail => FakeVersions.RolledBack(detail, version)), wire.WorkflowDetail));
        app.MapPost("/api/v1/workflows/{id}/enable", (HttpContext context, string id)
            => Answer(context, silo, Change(silo, id, detail => detail with { Status = WorkflowStatuses.Active }), wire.WorkflowDetail));
        app.MapPost("/api/v1/workflows/{id}/disable", (HttpContext context, string id)
            => Answer(context, silo, Change(silo, id, detail => detail with { Status = WorkflowStatuses.Disabled }), wire.WorkflowDetail));
        app.MapDelete("/api/v1/workflows/{id}", (HttpContext context, string id)
            => Answer(context, silo, silo.Workflows.Remove(id, out _) ? new DeleteWorkflowResult(id, true) : null, wire.DeleteWorkflowResult));
    }

    public static Task Refuse(HttpContext context, ProblemRecord problem)
    {
        context.Response.StatusCode = problem.Status;
        return context.Response.WriteAsJsonAsync(problem, AgentsJson.Wire.ProblemRecord, "application/problem+json");
    }

    private static Task Answer<T>(HttpContext context, FakeSiloServer silo, T? value, JsonTypeInfo<T> type)
        where T : class
    {
        silo.RequestHeaders.Enqueue(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        return silo.Refusal is { } refusal ? Refuse(context, refusal)
            : value is null ? Refuse(context, new ProblemRecord { Status = 404, Title = "Not Found", Code = "not_found", Detail = "There is no such thing." })
            : context.Response.WriteAsJsonAsync(value, type);
    }

    private static WorkflowDetail? Change(FakeSiloServer silo, string id, Func<WorkflowDetail, WorkflowDetail> change)
    {
        if (!silo.Workflows.TryGetValue(id, out var workflow))
        {
            return null;
        }

        silo.Add(workflow with { Detail = change(workflow.Detail) });
        return silo.Workflows[id].Detail;
    }

    private static FakeExecution? Find(FakeSiloServer silo, string id) => silo.Executions.GetValueOrDefault(id);

    private static ExecutionBudgetRecord Budget(ExecutionDetail detail) => new(
        detail.Budget, new(detail.TotalTokens.Total, detail.TotalCostUsd, detail.ModelCalls), new(0, 0, 0),
        detail.Status == ExecutionStatuses.BudgetExceeded ? new("execution", "tokens", 100, 3, 50, null, "The execution's budget of 100 tokens has 3 left.") : null);

    private static ExecutionDetail? Limit(FakeSiloServer silo, string id, BudgetRecord? budget)
    {
        silo.Change(id, found => found with { Detail = found.Detail with { Budget = budget, Status = ExecutionStatuses.Running } });
        return Find(silo, id)?.Detail;
    }

    private static ContextReply Context(FakeExecution execution, long seq) => new(execution.Detail.Id, seq, execution.ContextAt(seq));

    private static ItemPage<WorkflowSummary> List(FakeSiloServer silo, string? text)
    {
        var found = silo.Workflows.Values.Select(workflow => (WorkflowSummary)workflow.Detail).Where(item => text is null || item.Name.Contains(text, StringComparison.OrdinalIgnoreCase)).OrderBy(item => item.Name).ToList();
        return new(found, null, found.Count);
    }

    private static ItemPage<StepRecord> Steps(FakeExecution execution, IQueryCollection query)
    {
        var statuses = query["status"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        var found = execution.Steps.Where(step => (statuses.Length == 0 || statuses.Contains(step.Status)) && (query["step_id"] is not [{ } id] || step.StepId == id)).ToList();
        var (skip, limit) = (query["cursor"] is [{ } cursor] ? int.Parse(cursor) : 0, query["limit"] is [{ } number] ? int.Parse(number) : 50);
        return new([.. found.Skip(skip).Take(limit)], skip + limit < found.Count ? $"{skip + limit}" : null, found.Count);
    }

    private static ItemPage<ExecutionSummary> List(FakeSiloServer silo, IQueryCollection query)
    {
        var statuses = query["status"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        var limit = query["limit"] is [{ } number] ? int.Parse(number) : 50;
        var skip = query["cursor"] is [{ } cursor] ? int.Parse(cursor) : 0;
        var found = silo.Executions.Values.Select(execution => (ExecutionSummary)execution.Detail)
            .Where(item => statuses.Length == 0 || statuses.Contains(item.Status))
            .Where(item => query["workflow_id"] is not [{ } workflow] || item.WorkflowId == workflow)
            .Where(item => query["q"] is not [{ } text] || item.Id.Contains(text) || item.WorkflowName.Contains(text, StringComparison.OrdinalIgnoreCase))
            .Where(item => query["from"] is not [{ } from] || item.CreatedAt >= DateTimeOffset.Parse(from))
            .Where(item => query["to"] is not [{ } to] || item.CreatedAt < DateTimeOffset.Parse(to))
            .OrderByDescending(item => item.CreatedAt).ThenBy(item => item.Id)
            .ToList();
        return new([.. found.Skip(skip).Take(limit)], skip + limit < found.Count ? $"{skip + limit}" : null, found.Count);
    }

    private static ExecutionDetail? Cancel(FakeSiloServer silo, string id)
    {
        if (Find(silo, id) is not { } execution)
        {
            return null;
        }

        var at = execution.Detail.CreatedAt.AddSeconds(9);
        silo.Change(id, found => found.With(EventTypes.ExecutionCancelled, at, """{"actor":"user:local"}""") with
        {
            Detail = found.Detail with { Status = ExecutionStatuses.Cancelled, CompletedAt = at, DurationSeconds = 9, CurrentState = null },
        });
        return silo.Executions[id].Detail;
    }

    private static ValidationReport Report => new(
        false,
        [new ValidationCheck("inputs", CheckStates.Ok, "They fit."), new ValidationCheck("provider:openai", CheckStates.Error, "The key is <refused>.")],
        new ExecutionEstimate(1_200, null, 12.5, "past_executions", 3));

    private static async Task StartAsync(HttpContext context, FakeSiloServer silo)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        silo.Started.Enqueue((body, context.Request.Headers["Idempotency-Key"]));
        if (silo.StartRefusal is { } refusal)
        {
            await Refuse(context, refusal);
            return;
        }

        var start = JsonSerializer.Deserialize(body, AgentsJson.Wire.StartExecution)!;
        if (start.RunMode == RunModes.ValidateOnly)
        {
            await Answer(context, silo, Report, AgentsJson.Wire.ValidationReport);
            return;
        }

        var started = FakeExecutions.Queued($"exec_started_{silo.Started.Count}", start.WorkflowId, start.Inputs ?? Json.Parse("{}"));
        silo.Add(started);
        context.Response.StatusCode = 201;
        await Answer(context, silo, started.Detail, AgentsJson.Wire.ExecutionDetail);
    }
}
