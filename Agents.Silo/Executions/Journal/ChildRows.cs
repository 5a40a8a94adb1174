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
    public static IEnumerable<JournalRow> Of(ExecutionState before, Accepted accepted)
        => Left(before, accepted).Select(child => new DueNow(child.ExecutionId, accepted.Events[^1].At));

    /// <summary>Executions that a step waited for before, and none does now.</summary>
    public static IReadOnlyList<ChildWait> Left(ExecutionState before, Accepted accepted)
    {
        if (before.WaitingForChildren == 0)
        {
            return [];
        }

        var left = new List<ChildWait>();
        var state = before;
        foreach (var happened in accepted.Events)
        {
            left.AddRange(Execution.Ended(state, happened).Select(static ended => ended.Step.Wait).OfType<ChildWait>());
            state = Execution.Fold(state, happened);
        }

        return left;
    }

    private sealed record DueNow(string ExecutionId, DateTimeOffset At) : JournalRow
    {
        public override string Query => "MakeDue";

        public override void Write(RowStatement statement) => statement.Bind(1, ExecutionId).Bind(2, At).Run();
    }
}
