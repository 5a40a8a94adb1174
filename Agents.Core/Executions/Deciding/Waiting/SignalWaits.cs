using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Signals and the steps that wait for them. One signal is for one step; it may come before the step asks for it.</summary>
internal static class SignalWaits
{
    public static void Begin(Draft draft, SignalState state, StepState step)
    {
        var skips = draft.State.Overrides.SkipsTimers;
        draft.Record(new SignalAwaited(draft.Now, step.Id, state.Signal, draft.Now + (skips && state.Timeout is not null ? TimeSpan.Zero : state.Timeout)));
        if (draft.State.Signals.Find(state.Signal) is { } signal)
        {
            Consume(draft, draft.State.FindStep(step.Id)!, signal);
        }
        else if (skips && state.Timeout is null)
        {
            Finishing.Succeed(draft, draft.State.FindStep(step.Id)!, JsonObject.Empty);
        }
    }

    public static Decision Deliver(ExecutionState state, Workflow plan, DeliverSignal deliver)
    {
        var draft = new Draft(state, plan, deliver.Now);
        if (state.Signals.Seen.Contains(deliver.Id))
        {
            // Sent twice: it counts once.
            return draft.Accept();
        }

        if (state.Id.Length == 0 || draft.IsOver)
        {
            return Refusals.Over(state);
        }

        if (state.Signals.Pending.Count >= SignalInbox.Capacity)
        {
            return new Refused($"{SignalInbox.Capacity} signals wait to be consumed, which is the limit.");
        }

        if (ContextLimit.Problem(state, deliver.Payload, "The signal's payload") is { } problem)
        {
            return new Refused(problem.Message) { Category = ErrorCategory.Validation };
        }

        draft.Record(new SignalReceived(deliver.Now, deliver.Id, deliver.Name, deliver.Payload, deliver.Actor));
        if (state.ActiveSteps.FirstOrDefault(step => step.Wait is SignalWait wait && wait.Signal == deliver.Name) is { } waiting)
        {
            Consume(draft, waiting, new ReceivedSignal(deliver.Id, deliver.Name, deliver.Payload));
            Advancing.Run(draft);
        }

        return draft.Accept();
    }

    public static void TimeOut(Draft draft, StepState step, SignalWait wait)
    {
        if (draft.StateOf(step) is SignalState { OnTimeout: { } target })
        {
            Finishing.SucceedTo(draft, step, JsonObject.Of(("timed_out", true), ("signal", wait.Signal)), target);
            return;
        }

        Finishing.Fail(
            draft,
            step,
            new ExecutionError(ErrorCategory.Timeout, $"The signal '{wait.Signal}' did not come by {wait.Until:u}.") { IsPermanent = true },
            jitter: 0);
    }

    private static void Consume(Draft draft, StepState step, ReceivedSignal signal)
    {
        draft.Record(new SignalConsumed(draft.Now, step.Id, signal.Id));
        Finishing.Succeed(draft, step, signal.Payload);
    }
}
