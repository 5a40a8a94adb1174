using Agents.Client.Access;
using Agents.Client.Deployments;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Executions;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Hosting;

namespace Agents.Silo.Deployments;

/// <summary><c>POST /api/deployed/{path}</c>: a workflow called like a function. The body is its inputs, the reply its outputs.</summary>
internal static class DeployedEndpoints
{
    private const string ExecutionHeader = "Execution-Id";

    public static void MapDeployed(this IEndpointRouteBuilder routes) => routes.MapPost("/api/deployed/{**path}", CallAsync)
        .WithTags("deployments").WithName("CallDeployment").WithSummary("Calls a deployment: the body is its inputs. Each one's own document is at /api/v1/deployments/{id}/openapi.json.")
        .Produces<CallAccepted>(StatusCodes.Status202Accepted).NeedsOrInvoker(KeyScopes.Operator, DeploymentIn.Path);

    private static async Task<IResult> CallAsync(HttpContext http, string path, DeploymentCatalog catalog, DeploymentCalls calls)
    {
        if (await catalog.FindByPathAsync(EndpointPath.Trim(path)) is not { } deployment)
        {
            return Problem.Result(StatusCodes.Status404NotFound, $"Nothing is deployed at '{path}'. GET /api/v1/deployments lists what is.");
        }

        var raw = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        if (Inputs(raw.Span, out var problem) is not { } inputs)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        var isStream = http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);
        var wait = isStream ? TimeSpan.Zero : CallPatience.Of(http.Request.Headers["Prefer"]);
        return await calls.StartAsync(http, deployment, new DeploymentCall(inputs, TriggerTypes.Api), raw, wait) switch
        {
            Started started when isStream => Streamed(http, started.Execution),
            Started started => Reply(http, started.Execution),
            InactiveDeployment inactive => DeploymentEndpoints.Inactive(inactive),
            var refused => ExecutionEndpoints.Result(http, refused, wait),
        };
    }

    private static JsonObject? Inputs(ReadOnlySpan<byte> utf8, out string problem)
    {
        if (utf8.IsEmpty)
        {
            problem = "";
            return JsonObject.Empty;
        }

        if (JsonBody.TryParse(utf8, out var value, out problem) && value is not JsonObject)
        {
            problem = $"The body is a JSON object with the workflow's inputs, not {value.TypeName}.";
        }

        return value as JsonObject;
    }

    private static EventStreamResult Streamed(HttpContext http, ExecutionDetail execution)
    {
        http.Response.Headers[ExecutionHeader] = execution.Id;
        return new EventStreamResult(execution.Id);
    }

    private static IResult Reply(HttpContext http, ExecutionDetail execution)
    {
        http.Response.Headers[ExecutionHeader] = execution.Id;
        if (!ExecutionStatuses.IsFinal(execution.Status))
        {
            var url = $"/api/v1/executions/{execution.Id}";
            http.Response.Headers.Location = url;
            http.Response.Headers.RetryAfter = "1";
            return Results.Json(
                new CallAccepted(execution.Id, execution.Status, url, $"{url}/stream"), AgentsJson.Wire.CallAccepted, statusCode: StatusCodes.Status202Accepted);
        }

        return execution.Status == ExecutionStatuses.Completed
            ? Results.Text(execution.Outputs?.GetRawText() ?? "null", "application/json")
            : Failed(execution);
    }

    private static IResult Failed(ExecutionDetail execution) => Problem.Result(
        StatusOf(execution),
        execution.Error?.Message ?? $"The execution ended as {execution.Status}.",
        execution.Error?.Category,
        new Dictionary<string, object?> { ["execution_id"] = execution.Id, ["status_of_execution"] = execution.Status });

    // What the caller sent was taken: that a step failed is never the caller's 400.
    private static int StatusOf(ExecutionDetail execution) => (execution.Status, execution.Error?.Category) switch
    {
        (ExecutionStatuses.Cancelled, _) => StatusCodes.Status409Conflict,
        (ExecutionStatuses.TimedOut, _) or (_, ErrorCategory.Timeout) => StatusCodes.Status504GatewayTimeout,
        (_, ErrorCategory.BudgetExceeded) => StatusCodes.Status402PaymentRequired,
        (_, ErrorCategory.Provider or ErrorCategory.RateLimited) => StatusCodes.Status502BadGateway,
        _ => StatusCodes.Status500InternalServerError,
    };

    private sealed class EventStreamResult(string executionId) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var services = httpContext.RequestServices;
            return ExecutionEventStream.HandleAsync(
                httpContext,
                executionId,
                services.GetRequiredService<JournalReader>(),
                services.GetRequiredService<ExecutionStore>(),
                services.GetRequiredService<ExecutionFeed>(),
                services.GetRequiredService<IGrainFactory>(),
                services.GetRequiredService<TimeProvider>());
        }
    }
}
