using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Executions.Conversations;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Silo.Tools;

namespace Agents.Silo.Models;

/// <summary>Makes the tool calls of one answer, several at once, and records each as it ends.</summary>
internal sealed class ToolRound(ModelCaller caller, ToolUse use, AgentRequest request)
{
    private static readonly TokenUsage OneCall = new(0, 0, 0m, 0) { ToolCalls = 1 };

    /// <summary>Makes the calls that budgets allow; gives what came back, and why the rest was not made where a budget did not allow it.</summary>
    public async Task<(IReadOnlyList<ToolReturned> Results, BudgetShortfall? Shortfall)> CallAsync(IReadOnlyList<PendingCall> calls, CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(use.Caller.Options.AtOnce);
        // All of them end before anything follows: what was paid for is recorded, whatever became of the others.
        var ends = await Task.WhenAll(calls.Select(call => CallAsync(call, slots, cancellationToken)));
        return ([.. ends.Select(static end => end.Result).OfType<ToolReturned>()], ends.Select(static end => end.Shortfall).FirstOrDefault(static shortfall => shortfall is not null));
    }

    private async Task<(ToolReturned? Result, BudgetShortfall? Shortfall)> CallAsync(PendingCall pending, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            var (answer, shortfall) = Refusal(pending) is { } refused ? (refused, null) : await MakeAsync(pending, cancellationToken);
            if (answer is null)
            {
                return (null, shortfall);
            }

            var result = ResultOf(pending, answer);
            return await use.Record(use.Step, result)
                ? (result with { Within = "" }, null)
                : throw new AttemptLostException();
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>What the model did wrong: it is told so, and no tool is called.</summary>
    private ToolAnswer? Refusal(PendingCall pending)
    {
        var (name, arguments) = (pending.Request.Tool, pending.Request.Arguments);
        var problem = pending.IsRepeated ? ("repeated_call", $"You have called '{name}' with exactly these arguments before, more than once, and its result is above. Do something else: other arguments, another tool, or your answer.")
            : !use.Tools.TryGetValue(name, out var offered) ? ("unknown_tool", $"There is no tool '{name}'. Tools: {string.Join(", ", use.Tools.Keys.Order(StringComparer.Ordinal))}.")
            : ToolCaller.Problem(offered, arguments) is { } wrong ? ("invalid_arguments", wrong)
            : default;
        return problem.Item1 is null ? null : new ToolAnswer { Error = new ExecutionError(ErrorCategory.Validation, problem.Item2) { Code = problem.Item1 } };
    }

    private async Task<(ToolAnswer? Answer, BudgetShortfall? Shortfall)> MakeAsync(PendingCall pending, CancellationToken cancellationToken)
    {
        var allowance = request.Allowance;
        if (allowance is not null && await allowance.ReserveAsync(pending.Call, OneCall, cancellationToken) is { } shortfall)
        {
            return (null, shortfall);
        }

        var offered = use.Tools[pending.Request.Tool];
        if (offered.Tool is AgentTool)
        {
            // Spent at once: calls that the agent makes must not wait for the end of its own.
            await (allowance?.SettleAsync(pending.Call, OneCall) ?? Task.CompletedTask);
            return await new CalledAgent(caller, request, use).CallAsync(offered, pending, cancellationToken);
        }

        var isCounted = false;
        try
        {
            var answer = await use.Caller.CallAsync(offered, CallOf(pending), pending.Request.Id, MayTryAgainAsync, cancellationToken);
            isCounted = true;
            await (allowance?.SettleAsync(pending.Call, OneCall) ?? Task.CompletedTask);
            return (answer, null);
        }
        finally
        {
            if (!isCounted && allowance is not null)
            {
                await allowance.ReleaseAsync(pending.Call);
            }
        }

        async Task<bool> MayTryAgainAsync()
        {
            if (allowance is null)
            {
                return true;
            }

            await allowance.SettleAsync(pending.Call, OneCall);
            return await allowance.ReserveAsync(pending.Call, OneCall, cancellationToken) is null;
        }
    }

    private ToolCall CallOf(PendingCall pending) => new((JsonObject)pending.Request.Arguments, $"{use.KeyOf(pending.Attempt)}:{pending.Call}")
    {
        ExecutionId = use.ExecutionId,
        WorkflowId = use.WorkflowId,
        StepId = use.Step.Id,
        State = use.Step.State,
        Agent = request.Agent,
        Config = use.Tools[pending.Request.Tool].Use.Config,
    };

    private ToolReturned ResultOf(PendingCall pending, ToolAnswer answer) => new(default, use.Step.Id, use.Step.Attempt, pending.Call)
    {
        Branch = use.Step.Branch,
        Within = use.Within,
        Tool = pending.Request.Tool,
        ToolCallId = pending.Request.Id,
        Result = answer.Output,
        Error = answer.Error,
        EndsAttempt = answer.EndsAttempt,
        IsTruncated = answer.IsTruncated,
        Tries = answer.Tries,
        Duration = answer.Duration,
    };
}
