using Agents.Core.Executions;
using Agents.Silo.Storage;

namespace Agents.Silo.Executions.Journal;

/// <summary>A row of <c>executions</c> as it is after an append.</summary>
/// <param name="State">The execution's state.</param>
/// <param name="IsNew">Whether the row is inserted; else it is updated.</param>
/// <param name="WorkflowName">The workflow's name for people.</param>
/// <param name="ContentHash">Hash of the definition that runs.</param>
/// <param name="Inputs">The inputs as JSON, or a reference to a blob.</param>
/// <param name="Outputs">The outputs as JSON, or a reference to a blob; null while there are none.</param>
internal sealed record ExecutionRow(ExecutionState State, bool IsNew, string WorkflowName, string ContentHash, ReadOnlyMemory<byte> Inputs, ReadOnlyMemory<byte>? Outputs)
{
    /// <summary>Where its time went; null until it has ended, and where nothing took any.</summary>
    public string? Bottleneck { get; init; }

    public void WriteWith(long number, RowStatement insert, RowStatement update)
    {
        if (IsNew)
        {
            Insert(number, insert);
        }
        else
        {
            Update(number, update);
        }
    }

    private void Insert(long number, RowStatement statement)
    {
        statement.Bind(1, number).Bind(2, State.Id).Bind(3, State.WorkflowId).Bind(4, WorkflowName).Bind(5, State.WorkflowVersion).Bind(6, ContentHash)
            .Bind(7, State.Status.ToName()).Bind(8, State.TriggerType).Bind(9, State.TriggeredBy).Bind(10, State.TraceId).Bind(11, Inputs.Span);
        BindProgress(statement, outputs: 12, error: 13, created: 15, started: 16, tokens: 19);
        statement.Bind(23, Execution.SleepsUntil(State)).Run();
    }

    private void Update(long number, RowStatement statement)
    {
        statement.Bind(1, number).Bind(2, State.Status.ToName());
        BindProgress(statement, outputs: 3, error: 4, created: 0, started: 6, tokens: 9);
        statement.Bind(13, Execution.SleepsUntil(State)).Bind(14, Bottleneck).Run();
    }

    private void BindProgress(RowStatement statement, int outputs, int error, int created, int started, int tokens)
    {
        statement.Bind(outputs, Outputs).Bind(error, State.Error?.Message).Bind(error + 1, State.Error?.ToJson().ToJson());
        if (created > 0)
        {
            statement.Bind(created, State.CreatedAt);
        }

        statement.Bind(started, State.StartedAt).Bind(started + 1, State.CompletedAt)
            .Bind(started + 2, (State.CompletedAt - State.CreatedAt)?.TotalSeconds);
        statement.Bind(tokens, State.Usage.InputTokens).Bind(tokens + 1, State.Usage.OutputTokens).Bind(tokens + 2, State.Usage.TotalTokens)
            .Bind(tokens + 3, (double?)State.Usage.CostUsd);
    }
}
