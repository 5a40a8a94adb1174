using Agents.Core.Schedules;

namespace Agents.Core.Tests.Schedules;

public class OverlapTests
{
    [Theory]
    [InlineData(OverlapPolicy.Skip, 0, 0, FiringDecision.Start)]
    [InlineData(OverlapPolicy.Skip, 1, 0, FiringDecision.SkipOverlap)]
    [InlineData(OverlapPolicy.Queue, 0, 0, FiringDecision.Start)]
    [InlineData(OverlapPolicy.Queue, 1, 0, FiringDecision.Queue)]
    [InlineData(OverlapPolicy.Queue, 100, 99, FiringDecision.Queue)]
    [InlineData(OverlapPolicy.Queue, 101, 100, FiringDecision.SkipFullQueue)]
    [InlineData(OverlapPolicy.Replace, 3, 0, FiringDecision.Start)]
    [InlineData(OverlapPolicy.Allow, 3, 0, FiringDecision.Start)]
    public void Policy_Decides(OverlapPolicy policy, int open, int waiting, FiringDecision decision) => Overlap.Decide(policy, open, waiting).ShouldBe(decision);
}
