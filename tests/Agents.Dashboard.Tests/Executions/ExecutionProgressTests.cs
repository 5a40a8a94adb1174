using Agents.Client.Executions;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Executions;

public sealed class ExecutionProgressTests
{
    [Fact]
    public void ManyItems_AreOneState()
    {
        var progress = ExecutionProgress.Of(7, FakeForeach.TenThousand.Steps);

        progress.Steps.ShouldBe(10_001);
        progress.States.Select(static state => (state.State, state.Status, state.StepId)).ShouldBe([("each", "running", "step_each"), ("summarize", "running", "step_9800")]);
        progress.States[1].Counts.ShouldBe(new Dictionary<string, long> { ["succeeded"] = 9_983, ["failed"] = 7, ["running"] = 10 }, ignoreOrder: true);
        progress.States[1].CostUsd.ShouldBe(1m);
        progress.Edges.ShouldBe([new StateEdge(null, "each"), new StateEdge("each", "summarize")]);
    }

    [Fact]
    public void Sequence_IsItsWay()
        => ExecutionProgress.Of(1, FakeExecutions.Article.Steps).Edges.ShouldBe([new StateEdge(null, "research"), new StateEdge("research", "write")]);
}
