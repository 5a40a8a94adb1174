using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

public static partial class Execution
{
    /// <summary>Decides what a command does to an execution: the events that follow from it, or why it is refused.</summary>
    /// <param name="state">The execution now.</param>
    /// <param name="plan">The workflow version that it runs.</param>
    /// <param name="command">What is asked.</param>
    public static Decision Decide(ExecutionState state, Workflow plan, ExecutionCommand command) => command switch
    {
        StartExecution start => Starting.Decide(state, plan, start),
        AdmitExecution admit => Admitting.Decide(state, plan, admit),
        ForkExecution fork => Forking.Decide(state, plan, fork),
        RecordCall record => Recording.Decide(state, plan, record),
        FinishStep finish => Finishing.Decide(state, plan, finish),
        DeferStep deferral => Deferring.Defer(state, plan, deferral),
        ChangeBudget change => Deferring.ChangeBudget(state, plan, change),
        WarnOfSpending warning => BudgetWarnings.Warn(state, plan, warning),
        Tick tick => Ticking.Decide(state, plan, tick),
        CancelExecution cancel => DecideCancel(state, plan, cancel),
        PauseExecution pause => Pausing.Pause(state, plan, pause),
        ResumeExecution resume => Pausing.Resume(state, plan, resume),
        DeliverSignal signal => SignalWaits.Deliver(state, plan, signal),
        VoteApproval vote => ApprovalVotes.Vote(state, plan, vote),
        DelegateApproval delegation => ApprovalVotes.Delegate(state, plan, delegation),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "Not a command of this version."),
    };

    private static Decision DecideCancel(ExecutionState state, Workflow plan, CancelExecution cancel)
    {
        if (state.Id.Length == 0)
        {
            return new Refused("The execution was never started.");
        }

        var draft = new Draft(state, plan, cancel.Now);
        if (state.Status == ExecutionStatus.Cancelled)
        {
            // Asked twice: done once.
            return draft.Accept();
        }

        if (draft.IsOver)
        {
            return new Refused($"The execution is already {state.Status.ToName()}.");
        }

        draft.Record(new ExecutionCancelled(cancel.Now, cancel.Actor, cancel.Reason));
        return draft.Accept();
    }
}
