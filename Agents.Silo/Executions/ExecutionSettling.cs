using Agents.Core.Executions;
using Agents.Silo.Executions.Journal;

namespace Agents.Silo.Executions;

/// <summary>Waits until an execution is over, or waits itself for people or programs: nobody should hold a connection for a day.</summary>
internal sealed class ExecutionSettling(JournalReader journal, ExecutionFeed feed, TimeProvider time)
{
    // The execution may live in another silo, whose notices may be lost.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>The execution when it has settled, or when the patience is over.</summary>
    /// <param name="id">An execution whose journal has begun.</param>
    /// <param name="patience">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="cancellationToken">Gives up waiting; the execution goes on.</param>
    public async Task<ExecutionState> WaitAsync(string id, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var subscription = feed.Subscribe(id);
        var since = time.GetTimestamp();
        var state = ExecutionState.None;
        while (true)
        {
            var next = subscription.Next;
            foreach (var stored in await journal.ReadAsync(id, state.Seq))
            {
                state = Execution.Fold(state, stored.Event);
            }

            var left = patience == Timeout.InfiniteTimeSpan ? LookAgain : patience - time.GetElapsedTime(since);
            if (IsSettled(state.Status) || left <= TimeSpan.Zero)
            {
                return state;
            }

            await Task.WhenAny(next, Task.Delay(left < LookAgain ? left : LookAgain, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static bool IsSettled(ExecutionStatus status)
        => status.IsFinal() || status is ExecutionStatus.WaitingApproval or ExecutionStatus.WaitingSignal or ExecutionStatus.Paused or ExecutionStatus.BudgetExceeded;
}
