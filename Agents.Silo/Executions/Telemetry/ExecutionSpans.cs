using System.Diagnostics;
using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Silo.Executions.Telemetry;

/// <summary>
/// The spans of one life of an execution in memory: the execution, its states, and what runs them. Made only while somebody listens.
/// </summary>
/// <remarks>
/// A span leaves the process when it ends, and its parent's id cannot be chosen. So each life of an execution has an execution span of its own: it ends
/// with the execution, or when the execution leaves memory to wait. All of them are in the one trace that is fixed when the execution is created.
/// A state's span lasts from its first attempt to its end, as the journal has them, whatever restarts are between. One that dies with the process was
/// never sent; the next life begins it again.
/// </remarks>
internal sealed class ExecutionSpans
{
    private readonly Dictionary<StepId, Activity> _states = [];
    private Activity? _execution;
    private DateTimeOffset? _createdAt;

    /// <summary>Takes an append into account: spans of states begin and end with their events. Called before anything acts on them.</summary>
    public void Follow(ExecutionState before, Accepted accepted, Workflow plan)
    {
        if (before.Status.IsFinal())
        {
            return;
        }

        _createdAt = before.Seq == 0 ? accepted.State.CreatedAt : null;
        _execution ??= StartExecution(accepted.State);
        var state = before;
        foreach (var happened in accepted.Events)
        {
            foreach (var ended in Execution.Ended(state, happened))
            {
                End(state, ended, happened.At, plan);
            }

            state = Execution.Fold(state, happened);
            if (happened is StepStarted started && state.FindStep(started.StepId) is { } step)
            {
                StateOf(state, step, plan);
            }
        }

        if (accepted.State.Status.IsFinal())
        {
            EndExecution(accepted.State, accepted.Events[^1].At);
        }
    }

    /// <summary>Where the spans of an attempt belong; default where nobody wants them.</summary>
    public ActivityContext ContextOf(ExecutionState state, StepState step, Workflow plan) => StateOf(state, step, plan)?.Context ?? default;

    /// <summary>The execution leaves memory. What has not ended is not sent: the next life tells it from its beginning.</summary>
    public void Leave(ExecutionState state, DateTimeOffset at)
    {
        _states.Clear();
        if (_execution is not null)
        {
            EndExecution(state, at);
        }
    }

    private void End(ExecutionState state, EndedStep ended, DateTimeOffset at, Workflow plan)
    {
        var span = _states.Remove(ended.Step.Id, out var open) ? open : StartState(state, ended.Step, plan);
        span?.SetTag("agents.step.status", ended.Status.ToName()).SetTag("agents.step.attempt", ended.Step.Attempt);
        if (ended.Error is { } error)
        {
            span?.SetTag("error.type", error.Category).SetStatus(ActivityStatusCode.Error, error.Message);
        }

        ExecutionSource.Stop(span, at);
    }

    private void EndExecution(ExecutionState state, DateTimeOffset at)
    {
        _execution?.SetTag("agents.execution.status", state.Status.ToName());
        if (state.Status != ExecutionStatus.Completed && state.Status.IsFinal())
        {
            _execution?.SetTag("error.type", state.Error?.Category ?? state.Status.ToName()).SetStatus(ActivityStatusCode.Error, state.Error?.Message);
        }

        ExecutionSource.Stop(_execution, at);
        _execution = null;
    }

    private Activity? StateOf(ExecutionState state, StepState step, Workflow plan)
    {
        if (!_states.TryGetValue(step.Id, out var span) && (span = StartState(state, step, plan)) is not null)
        {
            _states.Add(step.Id, span);
        }

        return span;
    }

    private Activity? StartState(ExecutionState state, StepState step, Workflow plan)
    {
        _execution ??= StartExecution(state);
        return ExecutionSource.Start($"state {step.State}", Parent(state, step, plan), step.StartedAt)?
            .SetTag("agents.execution.id", state.Id)
            .SetTag("agents.state.name", step.State)
            .SetTag("agents.state.type", Execution.FindState(plan, step.Branch, step.State)?.Type)
            .SetTag("agents.step.id", step.Id.Value)
            .SetTag("agents.step.visit", step.Visit)
            .SetTag("agents.branch", step.Branch.Length > 0 ? step.Branch : null);
    }

    // A branch belongs to the state that branches.
    private ActivityContext Parent(ExecutionState state, StepState step, Workflow plan)
        => step.Branch.Length > 0 && state.FindFrame(step.Branch)?.Owner is { } owner && state.FindStep(owner) is { } around && StateOf(state, around, plan) is { } span
            ? span.Context
            : _execution?.Context ?? ExecutionSource.TraceOf(state);

    private Activity? StartExecution(ExecutionState state)
        => ExecutionSource.Start($"execution {state.WorkflowId}", ExecutionSource.TraceOf(state), _createdAt)?
            .SetTag("agents.execution.id", state.Id)
            .SetTag("agents.workflow.id", state.WorkflowId)
            .SetTag("agents.workflow.version", state.WorkflowVersion)
            .SetTag("agents.execution.trigger", state.TriggerType)
            .SetTag("agents.execution.parent", state.Parent?.ExecutionId);
}
