using Agents.Core.Evaluation;
using Agents.Core.Executions.Waits;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Executions;

/// <summary>Steps that wait: how each kind begins and what time alone does to it.</summary>
internal static class Waiting
{
    /// <summary>Whether a state waits for something outside instead of running.</summary>
    public static bool Waits(State state) => state is TimerState or SignalState or ApprovalState or WorkflowState;

    /// <summary>An attempt that was just started begins to wait, where its state is one that waits.</summary>
    public static void Begin(Draft draft, State state, StepId id)
    {
        if (!Waits(state))
        {
            return;
        }

        var step = draft.State.FindStep(id)!;
        try
        {
            switch (state)
            {
                case TimerState timer:
                    TimerWaits.Begin(draft, timer, step);
                    break;
                case SignalState signal:
                    SignalWaits.Begin(draft, signal, step);
                    break;
                case ApprovalState approval:
                    ApprovalWaits.Begin(draft, approval, step);
                    break;
                case WorkflowState workflow:
                    ChildWaits.Begin(draft, workflow, step);
                    break;
            }
        }
        catch (StarlarkException problem)
        {
            Finishing.Fail(draft, step, PureStates.ToError(problem), jitter: 0);
        }
    }

    /// <summary>Fires what is due.</summary>
    public static void Fire(Draft draft, StepState step)
    {
        switch (step.Wait)
        {
            case TimerWait timer when timer.Until <= draft.Now:
                Finishing.Succeed(draft, step, TimerWaits.Output(draft, step));
                break;
            case SignalWait signal when signal.Until <= draft.Now:
                SignalWaits.TimeOut(draft, step, signal);
                break;
            case ApprovalWait approval:
                ApprovalWaits.Fire(draft, step, approval);
                break;
        }
    }

    public static StateScope Scope(Draft draft, StepState step) => draft.ScopeOf(draft.State.FrameOf(step.Branch));
}
