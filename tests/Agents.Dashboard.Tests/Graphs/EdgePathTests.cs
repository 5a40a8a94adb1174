using Agents.Client.Workflows;
using Agents.Dashboard.Graphs;

namespace Agents.Dashboard.Tests.Graphs;

public sealed class EdgePathTests
{
    private static readonly GraphNode From = new("a", "set", 0, 0, 100, 40);
    private static readonly GraphNode Level = new("b", "set", 160, 0, 100, 40);
    private static readonly GraphNode Lower = new("c", "set", 160, 100, 100, 40);

    [Fact]
    public void WithoutCorners_ALevelEdgeIsStraight() => EdgePath.Of(new("a", "b"), From, Level).ShouldBe("M100 20L160 20");

    [Fact]
    public void WithoutCorners_AnEdgeTurnsHalfWay() => EdgePath.Of(new("a", "c"), From, Lower).ShouldBe("M100 20L124 20Q130 20 130 26L130 114Q130 120 136 120L160 120");

    [Fact]
    public void Corners_GoBeforeOurOwn()
        => EdgePath.Of(new("a", "b") { Points = [new(100, 20), new(160.04, 20)] }, null, null).ShouldBe("M100 20L160 20");

    [Fact]
    public void EdgeToNowhere_IsNotDrawn() => EdgePath.Of(new("a", "x"), From, null).ShouldBe("");

    [Fact]
    public void Label_StandsAboveTheLongestLevelPart()
        => EdgePath.LabelPlace(new("a", "c") { Points = [new(100, 20), new(110, 20), new(110, 80), new(210, 80)] }, From, Lower).ShouldBe(new GraphPoint(160, 75));
}
