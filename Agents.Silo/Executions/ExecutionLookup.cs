using Agents.Client.Executions;
using Agents.Core.Executions;
using Agents.Core.Executions.Bottlenecks;
using Agents.Silo.AgentFiles;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Workflows;

namespace Agents.Silo.Executions;

/// <summary>One execution with everything that its journal tells.</summary>
internal sealed record FoundExecution(ExecutionState State, string WorkflowName, IReadOnlyList<StepRecord> Steps, Bottleneck? Bottleneck)
{
    /// <summary>Its place in the queue; null where it is not queued.</summary>
    public long? QueuePosition { get; init; }

    public ExecutionDetail Detail() => ExecutionViews.Detail(State, WorkflowName, ExecutionViews.Bottleneck(Bottleneck)) with { QueuePosition = QueuePosition };
}

/// <summary>Reads executions from their journals: what a reader is shown is what is durable.</summary>
internal sealed class ExecutionLookup(JournalReader journal, ExecutionStore executions, WorkflowCatalog workflows, AgentBinding agents)
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
        var workflow = await agents.WithRecordedAsync(await workflows.GetAsync(state.WorkflowId, state.WorkflowVersion), state.Origin.Agents);
        return new FoundExecution(state, workflow.Plan.Name, StepHistory.Of(events, workflow.Plan), Bottleneck(events, state))
        {
            QueuePosition = state.Status == ExecutionStatus.Queued ? await executions.FindQueuePositionAsync(id) : null,
        };
    }

    // The table has it too, but only from the end on, and this is the journal's own word.
    private static Bottleneck? Bottleneck(IReadOnlyList<StoredEvent> events, ExecutionState end)
    {
        if (end.End is null)
        {
            return null;
        }

        var (state, spans) = (ExecutionState.None, new List<StepSpan>());
        foreach (var stored in events)
        {
            spans.AddRange(StepSpan.Ended(state, stored.Event));
            state = Execution.Fold(state, stored.Event);
        }

        return Core.Executions.Bottlenecks.Bottleneck.Of(spans, end.End.At - end.CreatedAt);
    }
}
