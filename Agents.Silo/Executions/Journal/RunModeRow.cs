using Agents.Core.Executions;
using Agents.Silo.Storage;

namespace Agents.Silo.Executions.Journal;

/// <summary>Marks an execution as a test run, for lists. Every other row says <c>full</c> by itself.</summary>
/// <param name="ExecutionId">The execution.</param>
internal sealed record RunModeRow(string ExecutionId) : JournalRow
{
    public override string Query => "MarkTestRun";

    public static IReadOnlyList<JournalRow> Of(ExecutionState before, ExecutionState after)
        => before.Seq == 0 && after.Overrides.TestRun is not null ? [new RunModeRow(after.Id)] : [];

    public override void Write(RowStatement statement) => statement.Bind(1, ExecutionId).Run();
}
