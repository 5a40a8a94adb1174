using Agents.Core.Budgets;
using Agents.Core.Executions.Conversations;
using Agents.Core.Json;
using Agents.Silo.Executions;
using Agents.Silo.Tools;

namespace Agents.Silo.Models;

/// <summary>
/// Runs an agent that another one calls. What it says is recorded in the step's conversation under the call's number, its last answer before the call's result:
/// so it goes on where it was, as the agent does that called it. Budgets are shared.
/// </summary>
internal sealed class CalledAgent(ModelCaller caller, AgentRequest outer, ToolUse use)
{
    /// <summary>The agent's answer as a tool's; or why a budget did not allow its next call.</summary>
    public async Task<(ToolAnswer? Answer, BudgetShortfall? Shortfall)> CallAsync(OfferedTool offered, PendingCall pending, CancellationToken cancellationToken)
    {
        var tool = (AgentTool)offered.Tool;
        var within = use.Within.Length == 0 ? $"{pending.Call}" : $"{use.Within}:{pending.Call}";
        var (nested, resolution) = await use.Nest(tool.Agent, within, use.Conversation.Find($"{pending.Call}"), cancellationToken);
        if (!resolution.TryGetModel(out var model, out var refusal))
        {
            return (Failed(offered, refusal), null);
        }

        var request = new AgentRequest(tool.Agent, tool.Agent.Model.Over(outer.Model), use.Step.Id.IdempotencyKey(use.Step.Attempt))
        {
            Task = tool.TaskOf((JsonObject)pending.Request.Arguments),
            Input = tool.InputOf((JsonObject)pending.Request.Arguments),
            OutputSchema = tool.Agent.OutputSchema,
            Tools = nested,
            Allowance = outer.Allowance?.Within(within),
        };
        using var span = Executions.Telemetry.ExecutionSource.StartAgent(tool.Agent.Name);
        var reply = await new ToolTurn(caller, request, nested, model, onToken: null).RunAsync(cancellationToken);
        foreach (var call in reply.Calls)
        {
            await RecordAsync(call, within);
        }

        return reply switch
        {
            AgentReply.Succeeded done => (new ToolAnswer { Output = done.Output, Tries = 1 }, null),
            AgentReply.NotAllowed refused => (null, refused.Shortfall),
            AgentReply.Failed failed => (Failed(offered, failed.Failure), null),
            _ => throw new InvalidOperationException($"'{reply.GetType().Name}' is not a reply."),
        };
    }

    private async Task RecordAsync(ModelCallRecord call, string within)
    {
        if (!await use.Record(use.Step, StepOutcome.Replied(use.Step, call, call.Number!.Value, default) with { Within = within }))
        {
            throw new AttemptLostException();
        }
    }

    private static ToolAnswer Failed(OfferedTool offered, ModelFailure failure) => new() { Error = failure.ToError(), EndsAttempt = !offered.Use.ContinueOnError, Tries = 1 };
}
