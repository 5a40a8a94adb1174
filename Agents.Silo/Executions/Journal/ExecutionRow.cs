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
internal sealed record ExecutionRow(ExecutionState State, bool IsNew, string WorkflowName, string ContentHash, string Inputs, string? Outputs)
{
    public void WriteWith(PreparedStatement insert, PreparedStatement update)
    {
        if (IsNew)
        {
            Insert(insert);
        }
        else
        {
            Update(update);
        }
    }

    private void Insert(PreparedStatement statement)
    {
        statement.Bind(1, State.Id).Bind(2, State.WorkflowId).Bind(3, WorkflowName).Bind(4, State.WorkflowVersion).Bind(5, ContentHash)
            .Bind(6, State.Status.ToName()).Bind(7, State.TriggerType).Bind(8, State.TriggeredBy).Bind(9, State.TraceId).Bind(10, Inputs);
        BindProgress(statement, outputs: 11, error: 12, created: 14, started: 15, tokens: 18);
        statement.Run();
    }

    private void Update(PreparedStatement statement)
    {
        statement.Bind(1, State.Id).Bind(2, State.Status.ToName());
        BindProgress(statement, outputs: 3, error: 4, created: 0, started: 6, tokens: 9);
        statement.Run();
    }

    private void BindProgress(PreparedStatement statement, int outputs, int error, int created, int started, int tokens)
    {
        statement.Bind(outputs, Outputs).Bind(error, State.Error?.Message).Bind(error + 1, State.Error?.ToJson().ToJson());
        if (created > 0)
        {
            statement.Bind(created, SqliteTime.ToText(State.CreatedAt));
        }

        statement.Bind(started, Text(State.StartedAt)).Bind(started + 1, Text(State.CompletedAt))
            .Bind(started + 2, (State.CompletedAt - State.CreatedAt)?.TotalSeconds);
        statement.Bind(tokens, State.Usage.InputTokens).Bind(tokens + 1, State.Usage.OutputTokens).Bind(tokens + 2, State.Usage.TotalTokens)
            .Bind(tokens + 3, (double?)State.Usage.CostUsd);
    }

    private static string? Text(DateTimeOffset? time) => time is { } value ? SqliteTime.ToText(value) : null;
}
