using Agents.Core.Executions;
using Agents.Silo.Storage;

namespace Agents.Silo.Executions.Journal;

/// <summary>What the row of an execution says only where it is special: that it is a test run, which execution waits for it, and which deployment it was started through.</summary>
internal static class OriginRows
{
    public static IReadOnlyList<JournalRow> Of(ExecutionState before, ExecutionState after)
        => before.Seq > 0 || (after.Parent is null && after.DeploymentId is null && after.Overrides.TestRun is null) ? [] : [.. Rows(after)];

    private static IEnumerable<JournalRow> Rows(ExecutionState state)
    {
        if (state.Overrides.TestRun is not null)
        {
            yield return new TestRunMark(state.Id);
        }

        if (state.Parent is { } parent)
        {
            yield return new ParentLink(state.Id, parent.ExecutionId);
        }

        if (state.DeploymentId is { } deployment)
        {
            yield return new DeploymentLink(state.Id, deployment);
        }
    }

    private sealed record TestRunMark(string ExecutionId) : JournalRow
    {
        public override string Query => "MarkTestRun";

        public override void Write(RowStatement statement) => statement.Bind(1, ExecutionId).Run();
    }

    private sealed record ParentLink(string ExecutionId, string ParentId) : JournalRow
    {
        public override string Query => "LinkParent";

        public override void Write(RowStatement statement) => statement.Bind(1, ExecutionId).Bind(2, ParentId).Run();
    }

    private sealed record DeploymentLink(string ExecutionId, string DeploymentId) : JournalRow
    {
        public override string Query => "LinkDeployment";

        public override void Write(RowStatement statement) => statement.Bind(1, ExecutionId).Bind(2, DeploymentId).Run();
    }
}
