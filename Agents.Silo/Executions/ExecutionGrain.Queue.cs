using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Silo.Budgets;
using Agents.Silo.Executions.Queue;

namespace Agents.Silo.Executions;

internal sealed partial class ExecutionGrain
{
    private readonly ActiveSlot _slot;

    /// <inheritdoc/>
    public async Task<bool> Admit()
    {
        await LoadAsync();
        if (_workflow is null || _state is not { Status: ExecutionStatus.Queued, QueuedAt: not null })
        {
            return true;
        }

        if (!_slot.TryEnterQueued())
        {
            // In a cluster the next activation may be in a silo that has room.
            Leave();
            return false;
        }

        try
        {
            await TakeAsync(new AdmitExecution(Now) { Refusals = await RefusalsAsync(_workflow.Plan, _state.Overrides, _state.Budget?.Limits, DeploymentBudgets.OwnerOf(_state)) });
            return true;
        }
        finally
        {
            _slot.Follow(_state);
        }
    }
}
