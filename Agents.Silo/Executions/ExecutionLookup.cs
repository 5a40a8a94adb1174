using Agents.Client.Executions;
using Agents.Core.Executions;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Workflows;

namespace Agents.Silo.Executions;

/// <summary>One execution with everything that its journal tells.</summary>
internal sealed record FoundExecution(ExecutionState State, string WorkflowName, IReadOnlyList<StepRecord> Steps)
{
    public ExecutionDetail Detail() => ExecutionViews.Detail(State, WorkflowName, StepHistory.Bottleneck(Steps, (State.CompletedAt - State.CreatedAt)?.TotalSeconds));
}

/// <summary>Reads executions from their journals: what a reader is shown is what is durable.</summary>
internal sealed class ExecutionLookup(JournalReader journal, WorkflowCatalog workflows)
{
    /// <summary>The execution; null where there is none.</summary>
    public async Task<FoundExecution?> FindAsync(string id)
    {
        var events = await journal.ReadAsync(id);
        if (events.Count == 0)
        {
            return null;
        }

        var state = JournalReader.Fold(events);
        var workflow = await workflows.GetAsync(state.WorkflowId, state.WorkflowVersion);
        return new FoundExecution(state, workflow.Plan.Name, StepHistory.Of(events, workflow.Plan));
    }
}
