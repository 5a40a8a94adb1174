using Agents.Core.Executions;
using Agents.Silo.Storage;

namespace Agents.Silo.Executions.Journal;

/// <summary>The row that ties an execution to the one that it repeats, written with its first events.</summary>
/// <param name="State">The repeating execution after its first decision.</param>
/// <param name="Origin">The other one.</param>
internal sealed record ForkRow(ExecutionState State, ForkOrigin Origin) : JournalRow
{
    public override string Query => "InsertFork";

    public static IReadOnlyList<JournalRow> Of(ExecutionState before, ExecutionState after)
        => before.Seq == 0 && after.ForkedFrom is { } origin ? [new ForkRow(after, origin)] : [];

    public override void Write(RowStatement statement) => statement.Bind(1, State.Id).Bind(2, Origin.ExecutionId).Bind(3, Origin.AtSeq)
        .Bind(4, State.Reused.Steps).Bind(5, State.Reused.Usage.TotalTokens).Bind(6, (double?)State.Reused.Usage.CostUsd).Run();
}
