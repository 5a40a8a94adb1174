using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;

namespace Agents.Silo.Executions;

internal sealed partial class ExecutionGrain
{
    private Func<StepState, ExecutionEvent, Task<bool>>? _callRecorder;

    // Nothing is recorded any more: the gate is gone.
    private bool _isGone;

    /// <summary>
    /// Makes a call of a running attempt durable before anything follows from it. Steps run off the turn, and come back to it here: <see cref="TakeAsync"/>
    /// is the only way into the journal.
    /// </summary>
    private Func<StepState, ExecutionEvent, Task<bool>> CallRecorder => _callRecorder ??= RecorderOn(TaskScheduler.Current);

    private Func<StepState, ExecutionEvent, Task<bool>> RecorderOn(TaskScheduler turns)
        => (step, happened) => Task.Factory.StartNew(() => RecordCallAsync(step, happened), CancellationToken.None, TaskCreationOptions.DenyChildAttach, turns).Unwrap();

    private Task<bool> RecordCallAsync(StepState step, ExecutionEvent happened)
    {
        var now = Now;
        return _isGone || !_isLoaded ? Task.FromResult(false) : RecordAsync(new RecordCall(now, step.Id, step.Attempt, happened with { At = now }), step.Id);
    }
}
