using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>A result came: record what it cost, then go on, try again or fail.</summary>
internal static class Finishing
{
    public static Decision Decide(ExecutionState state, Workflow plan, FinishStep finish)
    {
        var draft = new Draft(state, plan, finish.Now);
        BudgetWarnings.RecordCalls(draft, finish.ModelCalls);

        var step = draft.State.FindStep(finish.StepId);
        if (step is null || step.Attempt != finish.Attempt || step.Status != StepStatus.Running)
        {
            draft.Record(new LateResultIgnored(finish.Now, finish.StepId, finish.Attempt));
        }
        else if (finish.Error is { } error)
        {
            Fail(draft, step, error, finish.Jitter);
        }
        else
        {
            Succeed(draft, step, finish.Output ?? JsonValue.Null);
        }

        Advancing.Run(draft);
        return draft.Accept();
    }

    /// <summary>An attempt failed: the next one is planned, or its frame fails.</summary>
    public static void Fail(Draft draft, StepState step, ExecutionError error, double jitter)
    {
        var state = draft.StateOf(step);
        var located = error with { State = step.State };
        // Another workflow has tried its own steps again: only the state's own rule runs all of it once more.
        var wait = state is WorkflowState { Retry: null } ? null : RetryPolicy.NextDelay(state?.Retry ?? draft.Plan.Retry, located, step.Attempt, jitter);
        draft.Record(new StepFailed(draft.Now, step.Id, step.State, step.Visit, step.Attempt, located) { Branch = step.Branch, RetryAt = draft.Now + wait });
        if (wait is null)
        {
            Failing.Fail(draft, step.Branch, step.Attempt == 1 ? located : located with { Message = $"{located.Message} (after {step.Attempt - 1} retries)" }, step.Attempt);
        }
    }

    /// <summary>The step has a result that leads to a certain state, whatever the definition says about what follows.</summary>
    public static void SucceedTo(Draft draft, StepState step, JsonValue output, string next)
    {
        if (FailsByItsSize(draft, step, output))
        {
            return;
        }

        var writes = Writes.Of(draft.StateOf(step)!, draft.Plan);
        draft.Record(new StepSucceeded(draft.Now, step.Id, step.State, step.Attempt, output) { Branch = step.Branch, Writes = writes, Next = next });
        draft.Ready(step.Branch);
    }

    private static bool FailsByItsSize(Draft draft, StepState step, JsonValue output)
    {
        if (ContextLimit.Problem(draft.State, output, $"The result of state '{step.State}'") is not { } problem)
        {
            return false;
        }

        Fail(draft, step, problem, jitter: 0);
        return true;
    }

    /// <summary>The step has a result; its frame goes on as defined.</summary>
    public static void Succeed(Draft draft, StepState step, JsonValue output)
    {
        if (FailsByItsSize(draft, step, output))
        {
            return;
        }

        var sequence = draft.SequenceOf(step.Branch);
        var state = sequence.Find(step.State)!;
        var writes = Writes.Of(state, draft.Plan);
        switch (Transitions.After(draft, sequence, draft.State.FrameOf(step.Branch), state, output, writes))
        {
            case Evaluated result:
                draft.Record(new StepSucceeded(draft.Now, step.Id, step.State, step.Attempt, output) { Branch = step.Branch, Writes = writes, Next = result.Next });
                draft.Ready(step.Branch);
                break;
            case NotEvaluated failure:
                Fail(draft, step, failure.Error, jitter: 0);
                break;
        }
    }
}
