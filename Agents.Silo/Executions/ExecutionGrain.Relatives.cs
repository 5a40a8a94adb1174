using System.Data.Common;
using Agents.Core.Executions;
using Agents.Core.Executions.Waits;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;

namespace Agents.Silo.Executions;

internal sealed partial class ExecutionGrain
{
    // Looked at by this activation; what ends later says so by ChildEnded, and the next activation looks again.
    private readonly HashSet<string> _watched = [];

    // Over by themselves: there is nobody left to cancel.
    private readonly HashSet<string> _ended = [];

    /// <inheritdoc/>
    public async Task ChildEnded(string executionId)
    {
        await LoadAsync();
        if (_workflow is not null && !_state.Status.IsFinal())
        {
            _watched.Remove(executionId);
            Act();
        }
    }

    private void Watch(StepState step, ChildWait child)
    {
        if (_watched.Add(child.ExecutionId))
        {
            _ = WatchAsync(step, child);
        }
    }

    /// <summary>Starts the execution where it was not, and records its end where it has ended. Asked again it does the same.</summary>
    private async Task WatchAsync(StepState step, ChildWait child)
    {
        while (true)
        {
            var state = _state;
            try
            {
                // Off the turn: starting it may take as long as a commit.
                if (await Task.Run(() => _services.Children.RunAsync(state, step, child, IsPaused)) is { } outcome)
                {
                    _ended.Add(child.ExecutionId);
                    await RecordAsync(outcome.ToCommand(step, Now, _services.Jitter()));
                }

                return;
            }
            catch (Exception problem) when (problem is DatabaseUnusableException or DbException or TimeoutException)
            {
                LogChildWaits(problem, this.GetPrimaryKeyString(), child.ExecutionId);
                await Task.Delay(RecordAgainAfter, _services.Time);
            }
        }
    }

    // The journal has it already: these calls only save time, so that nobody waits for them.
    private void TellRelatives(ExecutionState before, Accepted accepted)
    {
        var (after, children) = (_state, _services.Children);
        foreach (var left in ChildRows.Left(before, accepted).Where(child => !_ended.Remove(child.ExecutionId)))
        {
            _ = Task.Run(() => children.CancelAsync(left.ExecutionId));
        }

        if (after.WaitingForChildren > 0 && (before.Status == ExecutionStatus.Paused) != (after.Status == ExecutionStatus.Paused))
        {
            foreach (var child in after.ActiveSteps.Select(static step => step.Wait).OfType<ChildWait>())
            {
                _ = Task.Run(() => children.FollowPauseAsync(child.ExecutionId, IsPaused));
            }
        }

        if (after.Status.IsFinal() && !before.Status.IsFinal() && after.Parent is { } parent)
        {
            _ = Task.Run(() => children.TellParentAsync(parent, after.Id));
        }
    }

    // Asked off the turn: what it is now, not what it was when somebody began to tell.
    private bool IsPaused() => _state.Status == ExecutionStatus.Paused;

    [LoggerMessage(Level = LogLevel.Error, Message = "Execution {ExecutionId} cannot look at the execution {ChildId} that it waits for; it tries again")]
    private partial void LogChildWaits(Exception problem, string executionId, string childId);
}
