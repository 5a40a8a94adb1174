using Agents.Client.Access;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Core.Executions;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Approvals;
using Agents.Silo.Hosting;

namespace Agents.Silo.Executions;

/// <summary><c>POST /api/v1/executions/{id}/pause</c>, <c>/resume</c>, <c>/cancel</c> and <c>/signals</c>.</summary>
internal static class ExecutionControlEndpoints
{
    private const int LongestName = 200;

    private const int LongestReason = 10_000;

    public static void MapExecutionControls(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/executions/{id}").WithTags("executions").Needs(KeyScopes.Operator);
        group.MapPost("/pause", (HttpContext http, string id, ExecutionControls controls)
                => ControlAsync(http, id, controls, static (execution, request) => execution.Pause(request)))
            .WithName("PauseExecution").WithSummary("Begins nothing new until it is resumed; idempotent.").Accepts<ControlExecution>("application/json").Produces<ExecutionDetail>();
        group.MapPost("/resume", (HttpContext http, string id, ExecutionControls controls)
                => ControlAsync(http, id, controls, static (execution, request) => execution.Resume(request)))
            .WithName("ResumeExecution").WithSummary("Goes on after a pause; idempotent.").Accepts<ControlExecution>("application/json").Produces<ExecutionDetail>();
        group.MapPost("/cancel", (HttpContext http, string id, ExecutionControls controls)
                => ControlAsync(http, id, controls, static (execution, request) => execution.Cancel(new CancelRequest(request.Actor, request.Reason))))
            .WithName("CancelExecution").WithSummary("Ends it; idempotent.").Accepts<ControlExecution>("application/json").Produces<ExecutionDetail>();
        group.MapPost("/signals", SignalAsync)
            .WithName("SendSignal").WithSummary("A signal for a step that waits for it, or will.").Accepts<SendSignal>("application/json").Produces<ExecutionDetail>();
        group.MapPost("/signal", SignalAsync).WithName("SendSignalByOlderName").ExcludeFromDescription();
    }

    private static async Task<IResult> ControlAsync(
        HttpContext http, string id, ExecutionControls controls, Func<IExecutionGrain, ControlRequest, Task<ExecutionReply>> ask)
    {
        var (control, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.ControlExecution, new ControlExecution());
        if (control is null)
        {
            return unreadable!;
        }

        if ((Actors.Problem(control.Actor, []) ?? ReasonProblem(control.Reason)) is { } problem)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        var request = new ControlRequest(Actors.Name(http, control.Actor), control.Reason);
        return await controls.AskAsync(id, execution => ask(execution, request));
    }

    private static async Task<IResult> SignalAsync(HttpContext http, string id, ExecutionControls controls, IdGenerator ids)
    {
        var (signal, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.SendSignal);
        if (signal is null)
        {
            return unreadable!;
        }

        if ((Actors.Problem(signal.Actor, []) ?? SignalProblem(signal)) is { } problem)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        var payload = signal.Payload is { } given ? System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(given) : "{}"u8.ToArray();
        var request = new SignalRequest(signal.Name, signal.Id ?? ids.Next(), payload, Actors.Name(http, signal.Actor));
        return await controls.AskAsync(id, execution => execution.Signal(request));
    }

    private static string? ReasonProblem(string? reason) => reason?.Length > LongestReason ? $"'reason' has at most {LongestReason} characters." : null;

    private static string? SignalProblem(SendSignal signal)
    {
        if (string.IsNullOrEmpty(signal.Name) || signal.Name.Length > LongestName)
        {
            return $"'name' is the signal's name, at most {LongestName} characters.";
        }

        return signal.Id is { Length: 0 or > LongestName } ? $"'id' is a text of at most {LongestName} characters; leave it out where every sending counts." : null;
    }
}

/// <summary>Asks an execution for something and tells what became of it.</summary>
internal sealed class ExecutionControls(IGrainFactory grains, ExecutionStore store, ExecutionLookup lookup)
{
    public async Task<IResult> AskAsync(string id, Func<IExecutionGrain, Task<ExecutionReply>> ask)
    {
        if (await store.FindAsync(id) is null)
        {
            return ExecutionEndpoints.NotFound(id);
        }

        var reply = await ask(grains.GetGrain<IExecutionGrain>(id));
        if (reply.Refusal is { } refusal)
        {
            return reply.Category == ErrorCategory.NotFound ? ExecutionEndpoints.NotFound(id)
                : reply.Category == ErrorCategory.Validation ? Problem.Result(StatusCodes.Status400BadRequest, refusal)
                : Problem.Result(StatusCodes.Status409Conflict, refusal, extensions: new Dictionary<string, object?> { ["current_status"] = reply.Status });
        }

        return Results.Json((await lookup.FindAsync(id))!.Detail(), AgentsJson.Wire.ExecutionDetail);
    }
}
