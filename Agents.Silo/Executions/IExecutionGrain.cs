using Agents.Silo.Budgets;

namespace Agents.Silo.Executions;

/// <summary>
/// One durable execution; the key is its id. The only writer of its journal. No call lasts: whoever waits for an end subscribes to it.
/// </summary>
[Alias("agents.execution")]
public interface IExecutionGrain : IGrainWithStringKey
{
    /// <summary>Records the execution and begins. Asked twice with the same key it begins once.</summary>
    /// <exception cref="Storage.DatabaseUnusableException">Nothing was recorded.</exception>
    [Alias("start")]
    Task<ExecutionReply> Start(StartRequest request);

    /// <summary>Records the execution with what another one did up to a cut, and goes on. Asked twice with the same key it begins once.</summary>
    /// <exception cref="Storage.DatabaseUnusableException">Nothing was recorded.</exception>
    [Alias("fork")]
    Task<ExecutionReply> Fork(ForkRequest request);

    /// <summary>Begins, where it is queued and this silo has room; false where it has none. Asked of one that is not queued, it does nothing.</summary>
    /// <exception cref="Storage.DatabaseUnusableException">It is still queued.</exception>
    [Alias("admit")]
    Task<bool> Admit();

    /// <summary>Ends the execution; idempotent.</summary>
    [Alias("cancel")]
    Task<ExecutionReply> Cancel(CancelRequest request);

    /// <summary>Begins nothing new until it is resumed; idempotent.</summary>
    [Alias("pause")]
    Task<ExecutionReply> Pause(ControlRequest request);

    /// <summary>Goes on after a pause; idempotent.</summary>
    [Alias("resume")]
    Task<ExecutionReply> Resume(ControlRequest request);

    /// <summary>Gives it another budget; where that is enough, what a budget held goes on. Idempotent.</summary>
    [Alias("change_budget")]
    Task<ExecutionReply> ChangeBudget(BudgetChangeRequest request);

    /// <summary>It and its sub-workflows have nearly spent a limit of its budget. Told again it does nothing.</summary>
    [Alias("warn_of_spending")]
    Task WarnOfSpending(string limit, decimal used, decimal of);

    /// <summary>What its calls under way may still cost.</summary>
    [AlwaysInterleave]
    [Alias("read_reserved")]
    Task<SpentAmount> ReadReserved();

    /// <summary>A signal for a step that waits for it, or will. The same id twice counts once.</summary>
    [Alias("signal")]
    Task<ExecutionReply> Signal(SignalRequest request);

    /// <summary>Approves or rejects. The same vote twice is one.</summary>
    [Alias("vote")]
    Task<ExecutionReply> Vote(VoteRequest request);

    /// <summary>Hands a decision to somebody else.</summary>
    [Alias("delegate")]
    Task<ExecutionReply> Delegate(DelegateRequest request);

    /// <summary>An execution that a step of this one waits for is over: look at its journal. A call that is lost is made up for at the next activation.</summary>
    [Alias("child_ended")]
    Task ChildEnded(string executionId);

    /// <summary>Reads the journal, runs what is unfinished and fires what is due. Recovery and reminders call it; calling it for nothing does nothing.</summary>
    [Alias("wake")]
    Task Wake();

    /// <summary>The text that models write while they write it. Not durable: what is missed is missed, the whole text comes with the event.</summary>
    [AlwaysInterleave]
    [Alias("watch_tokens")]
    IAsyncEnumerable<TokenText> WatchTokens(CancellationToken cancellationToken = default);
}
