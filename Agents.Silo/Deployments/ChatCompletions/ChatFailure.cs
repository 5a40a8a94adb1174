using Agents.Client.Executions;
using Agents.ServiceDefaults.Problems;

namespace Agents.Silo.Deployments.ChatCompletions;

/// <summary>
/// An execution that gave no answer, as a refusal. Clients of OpenAI's API repeat by themselves what is answered with 408, 409, 429 or 5xx, and that would run the
/// workflow, and pay for it, once more: so what has begun is never answered with one of these, and <c>x-should-retry</c> says the same.
/// </summary>
/// <param name="Status">402 or 422.</param>
/// <param name="Code">The error's category, or how the execution stands.</param>
/// <param name="Message">What happened and what to do.</param>
internal sealed record ChatFailure(int Status, string Code, string Message)
{
    private const string RetryHeader = "x-should-retry";

    /// <summary>The failure of an execution that is over or waits; null where it has completed.</summary>
    public static ChatFailure? Of(ExecutionDetail execution) => execution.Status switch
    {
        ExecutionStatuses.Completed => null,
        ExecutionStatuses.BudgetExceeded => new(
            StatusCodes.Status402PaymentRequired, execution.Status, $"The execution {execution.Id} has spent what it may. It goes on when its budget is raised: PUT /api/v1/executions/{execution.Id}/budget."),
        _ when ExecutionStatuses.IsFinal(execution.Status) => new(
            StatusCodes.Status422UnprocessableEntity, execution.Error?.Category ?? execution.Status, $"The execution {execution.Id} ended as {execution.Status}{(execution.Error is { } error ? $": {error.Message}" : ".")}"),
        _ => new(
            StatusCodes.Status422UnprocessableEntity,
            execution.Status,
            $"The execution {execution.Id} is {execution.Status} and goes on by itself: look at it under /executions/{execution.Id}. The same request with the same Idempotency-Key gets its answer later."),
    };

    public IResult ToResult(HttpContext http, string executionId)
    {
        DoNotRepeat(http);
        return Problem.Result(Status, Message, Code, new Dictionary<string, object?> { ["execution_id"] = executionId });
    }

    /// <summary>Tells clients that repeat by themselves that it would change nothing.</summary>
    public static void DoNotRepeat(HttpContext http) => http.Response.Headers[RetryHeader] = "false";
}
