using Agents.Core.Executions;
using Agents.Core.Executions.Waits;
using Agents.Silo.Storage;

namespace Agents.Silo.Executions.Journal;

/// <summary>
/// Executions that a decision left behind: their parent's step is over. They are made due, so that they look at their parent and end
/// also where the call that cancels them is lost.
/// </summary>
internal static class ChildRows
{
    public static IReadOnlyList<JournalRow> Of(ExecutionState before, Accepted accepted)
        => before.WaitingForChildren == 0 ? [] : [.. Left(before, accepted).Select(child => new DueNow(child.ExecutionId, accepted.Events[^1].At))];

    /// <summary>Executions that a step waited for before, and none does now.</summary>
    public static IEnumerable<ChildWait> Left(ExecutionState before, Accepted accepted)
        => before.WaitingForChildren == 0 ? [] : accepted.Ends.Select(static end => end.Ended.Step.Wait).OfType<ChildWait>();

    private sealed record DueNow(string ExecutionId, DateTimeOffset At) : JournalRow
    {
        public override string Query => "MakeDue";

        public override void Write(RowStatement statement) => statement.Bind(1, ExecutionId).Bind(2, At).Run();
    }
}
