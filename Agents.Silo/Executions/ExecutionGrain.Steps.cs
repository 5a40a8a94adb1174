using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;

namespace Agents.Silo.Executions;

internal sealed partial class ExecutionGrain
{
    private static readonly TimeSpan RecordAgainAfter = TimeSpan.FromSeconds(2);

    private readonly Dictionary<(StepId Step, int Attempt), CancellationTokenSource> _running = [];

    /// <summary>Begins what the state asks for and is not under way, stops what it no longer asks for, and arms the next wake-up.</summary>
    private void Act()
    {
        var work = Execution.Next(_state);
        StopAllBut(work);
        foreach (var item in work)
        {
            if (item is RunStep { Step: var step } && !_running.ContainsKey((step.Id, step.Attempt)))
            {
                Begin(step);
            }
        }

        ArmWakeUp((work is [.., WakeAt next] ? next : null)?.DueAt);
        if (_state.Status.IsFinal())
        {
            DeactivateOnIdle();
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
        var stop = new CancellationTokenSource();
        _running.Add((step.Id, step.Attempt), stop);
        _ = RunAsync(step, stop);
    }

    private async Task RunAsync(StepState step, CancellationTokenSource stop)
    {
        var (workflow, state) = (_workflow!, _state);
        StepOutcome outcome;
        try
        {
            // Off the turn: a slow model must not keep a cancel waiting.
            outcome = await Task.Run(() => _services.Agents.RunAsync(workflow.Plan, state, step, PublishToken, stop.Token));
        }
        finally
        {
            _running.Remove((step.Id, step.Attempt));
            stop.Dispose();
        }

        if (outcome is not StepStopped)
        {
            await RecordAsync(outcome.ToCommand(step, Now, _services.Jitter()));
        }
    }

    /// <summary>A result is paid for: it is kept and offered to the journal until the journal takes it.</summary>
    private async Task RecordAsync(FinishStep finish)
    {
        while (true)
        {
            try
            {
                await TakeAsync(finish);
                return;
            }
            catch (DatabaseUnusableException problem)
            {
                LogResultWaits(problem, this.GetPrimaryKeyString(), finish.StepId);
                await Task.Delay(RecordAgainAfter, _services.Time);
            }
            catch (JournalConflictException)
            {
                // Another activation owns the execution and runs the step under the same idempotency key.
                return;
            }
        }
    }

    private void StopAllBut(IReadOnlyList<ExecutionWork> work)
    {
        if (_running.Count == 0)
        {
            return;
        }

        foreach (var ((stepId, attempt), stop) in _running)
        {
            if (!work.Any(item => item is RunStep { Step: var step } && step.Id == stepId && step.Attempt == attempt))
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
