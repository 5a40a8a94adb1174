using Agents.Core.Executions;
using Agents.Silo.Storage;

namespace Agents.Silo.Executions.Journal;

/// <summary>A row of <c>steps</c>: a step that is over.</summary>
internal sealed record StepRow
{
    public required string StepId { get; init; }

    /// <summary>The number of the event that ended the step.</summary>
    public long Seq { get; init; }

    public required string State { get; init; }

    /// <summary>Path of the branch that the step ran in; null for the workflow's own states.</summary>
    public string? Branch { get; init; }

    public required int Visit { get; init; }

    public required int Attempts { get; init; }

    public required StepStatus Status { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }

    public TokenUsage Usage { get; init; }

    public string? ErrorMessage { get; init; }

    public ReadOnlyMemory<byte>? StateData { get; init; }

    public void Insert(long number, RowStatement statement)
        => statement.Bind(1, number).Bind(2, StepId).Bind(3, Seq).Bind(4, State).Bind(5, Visit).Bind(6, Attempts).Bind(7, Status.ToName())
            .Bind(8, StartedAt).Bind(9, CompletedAt).Bind(10, Usage.InputTokens).Bind(11, Usage.OutputTokens)
            .Bind(12, (double?)Usage.CostUsd).Bind(13, ErrorMessage).Bind(14, StateData).Bind(15, Branch).Run();
}
