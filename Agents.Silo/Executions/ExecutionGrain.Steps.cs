using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Waits;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;

namespace Agents.Silo.Executions;

internal sealed partial class ExecutionGrain
{
    private static readonly TimeSpan RecordAgainAfter = TimeSpan.FromSeconds(2);

    private readonly Dictionary<(StepId Step, int Attempt), CancellationTokenSource> _running = [];

    // Over, but not in the journal yet: they must not begin again meanwhile.
    private readonly HashSet<(StepId Step, int Attempt)> _unrecorded = [];

    /// <summary>Begins whatever the state asks for and is not under way.</summary>
    private void Act()
    {
        if (_isLeaving)
        {
            return;
        }

        foreach (var item in Execution.Next(_state))
        {
            if (item is RunStep { Step: var step })
            {
                Begin(step);
            }
            else if (item is RunChild child)
            {
                Watch(child.Step, child.Child);
            }
        }

        Settle();
    }

    /// <summary>The same after an append, which names what begins: with thousands of branches open, not all are looked at each time.</summary>
    private void Act(IReadOnlyList<ExecutionEvent> appended)
    {
        if (_isLeaving)
        {
            StopAbandoned();
            return;
        }

        foreach (var started in appended.OfType<StepStarted>())
        {
            switch (_state.FindStep(started.StepId))
            {
                case { Wait: ChildWait child } step when step.Attempt == started.Attempt:
                    Watch(step, child);
                    break;
                case { Status: StepStatus.Running, Composite: null } step when step.Attempt == started.Attempt:
                    Begin(step);
                    break;
            }
        }

        Settle();
    }

    /// <summary>Stops what the state no longer asks for, and arms the next wake-up.</summary>
    private void Settle()
    {
        StopAbandoned();
        ArmWakeUp(Execution.DueAt(_state));
        if (_state.Status.IsFinal())
        {
            Leave();
        }
        else if (MayLeave())
        {
            LeaveSoon();
        }
        else if (_running.Count > 0)
        {
            // A step may run longer than a grain may idle.
            DelayDeactivation(Timeout.InfiniteTimeSpan);
        }
        else
        {
            DelayDeactivation(TimeSpan.Zero);
        }
    }

    private void Begin(StepState step)
    {
        if (_running.ContainsKey((step.Id, step.Attempt)) || _unrecorded.Contains((step.Id, step.Attempt)))
        {
            return;
        }

        var stop = new CancellationTokenSource();
        _running.Add((step.Id, step.Attempt), stop);
        _ = RunAsync(step, stop);
    }

    private async Task RunAsync(StepState step, CancellationTokenSource stop)
    {
        var (workflow, state, ledger, record) = (_workflow!, _state, _ledger, CallRecorder);
        var spans = WatchedSpans?.ContextOf(state, step, workflow.Plan) ?? default;
        StepOutcome outcome;
        try
        {
            // Off the turn: a slow model must not keep a cancel waiting.
            outcome = await Task.Run(() => _services.Agents.RunAsync(workflow.Plan, state, step, spans, ledger, PublishToken, record, stop.Token));
        }
        finally
        {
            _running.Remove((step.Id, step.Attempt));
            CompleteTokens(step);
            stop.Dispose();
        }

        if (outcome is StepStopped)
        {
            ledger?.Forget(step.Id, step.Attempt);
        }
        else
        {
            _unrecorded.Add((step.Id, step.Attempt));
            await RecordAsync(outcome.ToCommand(step, Now, _services.Jitter()));
            if (outcome is StepNotAllowed)
            {
                await TryAgainIfChangedAsync();
            }
        }
    }

    private Task<bool> RecordAsync(EndAttempt end) => RecordAsync(end, end.StepId);

    /// <summary>A result is paid for: it is kept and offered to the journal until the journal takes it. False where the execution is another activation's.</summary>
    private async Task<bool> RecordAsync(ExecutionCommand result, StepId stepId)
    {
        while (true)
        {
            try
            {
                await TakeAsync(result);
                return true;
            }
            catch (DatabaseUnusableException problem)
            {
                LogResultWaits(problem, this.GetPrimaryKeyString(), stepId);
                await Task.Delay(RecordAgainAfter, _services.Time);
            }
            catch (JournalConflictException)
            {
                // Another activation owns the execution and runs the step under the same idempotency key.
                return false;
            }
        }
    }

    private void StopAbandoned()
    {
        // Whatever the state asks for is under way or over: there is something else only where there is more.
        if (_running.Count + _unrecorded.Count <= _state.RunningSteps)
        {
            return;
        }

        foreach (var ((stepId, attempt), stop) in _running)
        {
            if (_state.FindStep(stepId) is not { Status: StepStatus.Running } step || step.Attempt != attempt)
            {
                stop.Cancel();
            }
        }
    }

    private Task StopStepsAsync(CancellationToken cancellationToken)
        => Task.WhenAll(_running.Values.ToList().Select(stop => stop.CancelAsync())).WaitAsync(cancellationToken);

    [LoggerMessage(Level = LogLevel.Error, Message = "The result of step {StepId} of execution {ExecutionId} waits for the database")]
    private partial void LogResultWaits(Exception problem, string executionId, StepId stepId);
}
