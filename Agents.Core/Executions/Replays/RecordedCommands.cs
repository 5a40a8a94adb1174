using Agents.Core.Approvals;
using Agents.Core.Budgets;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions.Replays;

/// <summary>The commands that recorded events can have come from. A journal has events only, but each decision begins with one that tells.</summary>
internal static class RecordedCommands
{
    /// <summary>What is decided now on the commands that the next events can have come from, the likeliest first; nothing where no command tells them.</summary>
    public static IEnumerable<Decision> Decisions(ExecutionState state, Workflow plan, IReadOnlyList<ExecutionEvent> journal, int seq)
    {
        if (seq > 0 && journal[seq - 1] is ExecutionForked)
        {
            if (journal[seq] is ExecutionQueued)
            {
                return [];
            }

            var draft = new Draft(state, plan, journal[seq].At);
            Forking.GoOn(draft, []);
            return journal[seq] is ExecutionFailed { Error.Category: ErrorCategory.InvalidDefinition } ? [] : [draft.Accept()];
        }

        return Commands(state, journal, seq).Select(command => Execution.Decide(state, plan, command));
    }

    /// <summary>How many events are taken as they are where no command tells them: one, or all that was copied from another execution.</summary>
    public static int CopiedFrom(IReadOnlyList<ExecutionEvent> journal, int seq) => seq == 0 ? Math.Max(Copied(journal), 1) : 1;

    private static int Copied(IReadOnlyList<ExecutionEvent> journal)
    {
        var last = journal.Count - 1;
        while (last >= 0 && journal[last] is not ExecutionForked)
        {
            last--;
        }

        return last + 1;
    }

    private static IEnumerable<ExecutionCommand> Commands(ExecutionState state, IReadOnlyList<ExecutionEvent> journal, int seq) => journal[seq] switch
    {
        ExecutionCreated created => Copied(journal) > 0 || journal is [_, ExecutionFailed, ..] ? [] : [Start(created) with { IsQueued = journal is [_, ExecutionQueued, ..] }],
        ExecutionAdmitted admitted => IsFailed(journal, seq + 1) ? [] : [new AdmitExecution(admitted.At)],
        ModelReplied or LateResultIgnored => [.. Finish(journal, seq), .. Call(journal[seq])],
        ToolReturned => Call(journal[seq]),
        StepDeferred => Finish(journal, seq),
        BudgetWarned warned => [new Tick(warned.At), new WarnOfSpending(warned.At, warned.Limit, warned.Used, warned.Of)],
        BudgetChanged changed => [new ChangeBudget(changed.At, changed.Budget, changed.Actor)],
        StepSucceeded or StepFailed => [.. Finish(journal, seq), new Tick(journal[seq].At)],
        ExecutionCancelled cancelled => [new CancelExecution(cancelled.At, cancelled.Actor, cancelled.Reason)],
        ExecutionPaused paused => [new PauseExecution(paused.At, paused.Actor, paused.Reason) { IsByParent = paused.IsByParent }],
        ExecutionResumed resumed => [new ResumeExecution(resumed.At, resumed.Actor), new Tick(resumed.At)],
        SignalReceived signal => [new DeliverSignal(signal.At, signal.Name, signal.Id, signal.Payload, signal.Actor)],
        ApprovalVoted voted => [Vote(state, voted)],
        ApprovalDelegated delegated => [new DelegateApproval(delegated.At, delegated.StepId, ActorOf(state, delegated.StepId, delegated.From, delegated.IsAuthenticated), delegated.To, delegated.Comment)],
        _ => [new Tick(journal[seq].At)],
    };

    // Settings were different then: what was found is not recorded one by one.
    private static bool IsFailed(IReadOnlyList<ExecutionEvent> journal, int seq) => seq < journal.Count && journal[seq] is ExecutionFailed { Error.Category: ErrorCategory.InvalidDefinition };

    private static StartExecution Start(ExecutionCreated created) => new(created.At)
    {
        ExecutionId = created.ExecutionId,
        WorkflowVersion = created.WorkflowVersion,
        Inputs = created.Inputs,
        TriggerType = created.TriggerType,
        TriggeredBy = created.TriggeredBy,
        TraceId = created.TraceId,
        Parent = created.Parent,
        Budget = created.Budget,
        Overrides = created.Overrides,
        MaxContextBytes = created.MaxContextBytes,
        ForkedFrom = created.ForkedFrom,
        DeploymentId = created.DeploymentId,
        Agents = created.Agents,
    };

    private static IEnumerable<ExecutionCommand> Call(ExecutionEvent happened) => happened switch
    {
        ModelReplied { ToolCalls: not null } replied => [new RecordCall(replied.At, replied.StepId, replied.Attempt, replied)],
        ToolReturned returned => [new RecordCall(returned.At, returned.StepId, returned.Attempt, returned)],
        _ => [],
    };

    private static IEnumerable<ExecutionCommand> Finish(IReadOnlyList<ExecutionEvent> journal, int seq)
    {
        var calls = journal.Skip(seq).TakeWhile(static happened => happened is ModelReplied).Cast<ModelReplied>().ToList();
        var end = seq + calls.Count;
        while (end < journal.Count && journal[end] is BudgetWarned)
        {
            end++;
        }

        return end == journal.Count ? [] : journal[end] switch
        {
            StepDeferred deferred when Shortfall(journal, end + 1) is { } shortfall => [new DeferStep(deferred.At, deferred.StepId, deferred.Attempt, shortfall, calls)],
            StepSucceeded { Output: { } output } done => [new FinishStep(done.At, done.StepId, done.Attempt, output, null, calls, 0)],
            StepFailed failed => [new FinishStep(failed.At, failed.StepId, failed.Attempt, null, failed.Error, calls, 0)],
            LateResultIgnored late => [new FinishStep(late.At, late.StepId, late.Attempt, JsonValue.Null, null, calls, 0)],
            _ => [],
        };
    }

    // Where another step had held the execution before, nobody recorded why this one was sent back.
    private static BudgetShortfall? Shortfall(IReadOnlyList<ExecutionEvent> journal, int seq)
        => seq < journal.Count && journal[seq] is ExecutionBudgetExceeded exceeded ? exceeded.Shortfall
            : seq < journal.Count && journal[seq] is StepStarted ? null
            : new BudgetShortfall(BudgetScope.Day, BudgetLimit.ModelCalls, 0, 0, null);

    private static VoteApproval Vote(ExecutionState state, ApprovalVoted voted)
        => new(voted.At, voted.StepId, ActorOf(state, voted.StepId, voted.Vote.Actor, voted.Vote.IsAuthenticated), voted.Vote.IsApproval)
        {
            Comment = voted.Vote.Comment,
            Edited = voted.Vote.Edited,
            Via = voted.Vote.Via,
        };

    // Whose team it was is not recorded; that the vote was allowed is.
    private static Actor ActorOf(ExecutionState state, StepId step, string name, bool isAuthenticated)
        => new(name) { Teams = (state.FindStep(step)?.Wait as ApprovalWait)?.Approvers ?? [], IsAuthenticated = isAuthenticated };
}
