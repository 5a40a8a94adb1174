using System.Text.Json;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>Reruns as the fake silo makes them: one step is reused where a step is named.</summary>
internal static class FakeReruns
{
    public const string UnknownStep = "step_nowhere";

    public static void MapReruns(this IEndpointRouteBuilder app, FakeSiloServer silo)
    {
        app.MapGet("/api/v1/executions/{id}/forks", (string id) => Results.Json(
            new ItemPage<ExecutionSummary>([.. silo.Executions.Values.Select(static found => found.Detail).Where(found => found.ForkedFrom?.ExecutionId == id)]),
            AgentsJson.Wire.ItemPageExecutionSummary));
        app.MapPost("/api/v1/executions/{id}/rerun", (HttpContext context, string id, bool? dry_run) => RerunAsync(context, silo, id, dry_run == true));
    }

    private static async Task RerunAsync(HttpContext context, FakeSiloServer silo, string id, bool isDry)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var rerun = JsonSerializer.Deserialize(body, AgentsJson.Wire.RerunExecution)!;
        if (rerun.FromStep == UnknownStep)
        {
            await FakeEndpoints.Refuse(context, new ProblemRecord { Status = 400, Title = "Bad Request", Code = "validation_error", Detail = $"The execution has no step '{UnknownStep}'." });
            return;
        }

        var parent = silo.Executions[id].Detail;
        var fork = rerun.FromStep is null && rerun.AtSeq is null
            ? new ForkRecord(id, 0)
            : new ForkRecord(id, rerun.AtSeq ?? 5) { ReusedSteps = 1, ReusedModelCalls = 1, ReusedTokens = new(610, 240), ReusedCostUsd = 0.0081m };
        if (isDry)
        {
            await context.Response.WriteAsJsonAsync(fork, AgentsJson.Wire.ForkRecord);
            return;
        }

        silo.Started.Enqueue((body, context.Request.Headers["Idempotency-Key"]));
        var started = FakeExecutions.Queued($"exec_rerun_{silo.Started.Count}", parent.WorkflowId, rerun.Inputs ?? parent.Inputs);
        started = started with { Detail = started.Detail with { ForkedFrom = fork } };
        silo.Add(started);
        context.Response.StatusCode = 201;
        await context.Response.WriteAsJsonAsync(started.Detail, AgentsJson.Wire.ExecutionDetail);
    }
}
