using Agents.Core.Executions;

namespace Agents.Silo.Executions.Queue;

/// <summary>One activation's part in <see cref="ExecutionAdmission"/>: whether it is counted, and whether it stands in line.</summary>
internal sealed class ActiveSlot(ExecutionAdmission admission)
{
    private bool _isCounted;
    private bool _isQueued;

    /// <summary>Counts a new execution; false where it is to be queued. <see cref="Follow"/> gives the place back where nothing came of it.</summary>
    public bool TryEnter() => _isCounted || (_isCounted = admission.TryEnter());

    /// <summary>Counts an execution that was queued; false where there is no room.</summary>
    public bool TryEnterQueued() => _isCounted || (_isCounted = admission.TryEnterQueued());

    /// <summary>Does as the state is now.</summary>
    public void Follow(ExecutionState state)
    {
        var isQueued = state is { Status: ExecutionStatus.Queued, QueuedAt: not null };
        if (isQueued != _isQueued)
        {
            _isQueued = isQueued;
            if (isQueued)
            {
                admission.Wait(new QueuedExecution(state.Id, state.WorkflowId));
            }
            else
            {
                admission.Forget(state.Id);
            }
        }

        if (state.IsActive != _isCounted)
        {
            _isCounted = state.IsActive;
            if (_isCounted)
            {
                admission.Enter();
            }
            else
            {
                admission.Leave();
            }
        }
    }

    /// <summary>The activation leaves memory. What is queued stays in line.</summary>
    public void Leave()
    {
        if (_isCounted)
        {
            _isCounted = false;
            admission.Leave();
        }
    }
}
