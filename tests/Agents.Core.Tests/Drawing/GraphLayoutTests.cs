using Agents.Core.Drawing;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Drawing;

public sealed class GraphLayoutTests
{
    private static readonly GraphDirection[] Directions = [GraphDirection.LeftToRight, GraphDirection.TopDown];

    [Fact]
    public void LinearWorkflow_RunsStraightFromLeftToRight()
    {
        var layout = GraphLayout.Of(Workflows.Of(Workflows.Agent("a", "b"), Workflows.Agent("b", "c"), Workflows.Agent("c")));

        layout.Nodes.OrderBy(static node => node.X).Select(static node => node.Id).ShouldBe(["@start", "a", "b", "c", "@end"]);
        layout.Edges.ShouldAllBe(static edge => edge.Points.Count == 2 && edge.Points[0].Y == edge.Points[1].Y && edge.Kind == GraphEdgeKind.Next);
    }

    [Fact]
    public void TopDown_RunsDownwards()
    {
        var layout = GraphLayout.Of(Workflows.Of(Workflows.Agent("a", "b"), Workflows.Agent("b")), GraphDirection.TopDown);

        layout.Nodes.OrderBy(static node => node.Y).Select(static node => node.Id).ShouldBe(["@start", "a", "b", "@end"]);
        layout.Height.ShouldBeGreaterThan(layout.Width);
    }

    [Fact]
    public void EveryPart_LiesInsideTheDrawingAndInsideItsContainer()
    {
        foreach (var layout in Directions.Select(static direction => GraphLayout.Of(Workflows.Rich(), direction)))
        {
            layout.Nodes.ShouldAllBe(node => node.X >= 0 && node.Y >= 0 && node.X + node.Width <= layout.Width && node.Y + node.Height <= layout.Height);
            layout.Edges.SelectMany(static edge => edge.Points).ShouldAllBe(point => point.X >= 0 && point.Y >= 0 && point.X <= layout.Width && point.Y <= layout.Height);
            var nodes = layout.Nodes.ToDictionary(static node => node.Id);
            layout.Nodes.Where(static node => node.Parent is not null).ShouldAllBe(node => Contains(nodes[node.Parent!], node));
        }
    }

    [Fact]
    public void Siblings_NeverOverlap()
    {
        foreach (var layout in Directions.Select(static direction => GraphLayout.Of(Workflows.Rich(), direction)))
        {
            foreach (var level in layout.Nodes.GroupBy(static node => node.Parent))
            {
                var nodes = level.ToList();
                nodes.SelectMany((node, index) => nodes.Skip(index + 1).Where(other => Overlap(node, other)).Select(other => $"{node.Id} and {other.Id}")).ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public void Lines_AreOrthogonalAndEndAtTheirNodes()
    {
        foreach (var layout in Directions.Select(static direction => GraphLayout.Of(Workflows.Rich(), direction)))
        {
            var nodes = layout.Nodes.ToDictionary(static node => node.Id);
            foreach (var edge in layout.Edges)
            {
                edge.Points.Zip(edge.Points.Skip(1)).ShouldAllBe(static pair => pair.First.X == pair.Second.X || pair.First.Y == pair.Second.Y);
                OnBorder(nodes[edge.From], edge.Points[0]).ShouldBeTrue($"{edge.From} → {edge.To}");
                OnBorder(nodes[edge.To], edge.Points[^1]).ShouldBeTrue($"{edge.From} → {edge.To}");
            }
        }
    }

    [Fact]
    public void Lines_DoNotCutThroughNodesOfTheirLevel()
    {
        foreach (var layout in Directions.Select(static direction => GraphLayout.Of(Workflows.Rich(), direction)))
        {
            var nodes = layout.Nodes.ToDictionary(static node => node.Id);
            var cuts =
                from edge in layout.Edges
                from node in layout.Nodes
                where node.Parent == nodes[edge.From].Parent && node.Id != edge.From && node.Id != edge.To
                from pair in edge.Points.Zip(edge.Points.Skip(1))
                where Crosses(node, pair.First, pair.Second)
                select $"{edge.From} → {edge.To} cuts {node.Id}";
            cuts.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Transitions_KeepTheirKindsAndLabels()
    {
        var layout = GraphLayout.Of(Workflows.Rich());

        layout.Edges.Where(static edge => edge.From is "decide" or "review" or "publish").Select(static edge => (edge.From, edge.To, edge.Kind, edge.Label)).ShouldBe(
        [
            ("decide", "publish", GraphEdgeKind.Route, "score >= 0.7"),
            ("decide", "each", GraphEdgeKind.Route, "score < 0.2 and \"<b>\" in text & more"),
            ("decide", "plan", GraphEdgeKind.Default, "else"),
            ("review", "plan", GraphEdgeKind.Failure, "rejected"),
            ("review", "publish", GraphEdgeKind.Next, null),
            ("publish", "publish", GraphEdgeKind.Loop, "until done, at most 3 times"),
            ("publish", "@end", GraphEdgeKind.Next, null),
        ], ignoreOrder: true);
    }

    [Fact]
    public void Blocks_AreContainersWithPathsAsIds()
    {
        var ids = GraphLayout.Of(Workflows.Rich()).Nodes.Where(static node => node.Parent is not null).Select(static node => node.Id);

        ids.ShouldBe(
        [
            "each/write", "each/check", "both/left", "both/left/a", "both/left/b", "both/right", "both/right/a",
            "safe/try", "safe/try/risky", "safe/catch", "safe/catch/mend", "safe/finally", "safe/finally/tidy",
        ], ignoreOrder: true);
    }

    [Fact]
    public void SameWorkflow_GivesTheSameDrawing()
        => JsonDrawing.Write(GraphLayout.Of(Workflows.Rich())).ShouldBe(JsonDrawing.Write(GraphLayout.Of(Workflows.Rich())));

    [Fact]
    public void ForkWithAJoin_LeadsThroughItsBranches()
    {
        var layout = GraphLayout.Of(Workflows.Of(
            Workflows.Agent("a") with { Next = new ForkTransition(["b", "c"], "d") }, Workflows.Agent("b", "d"), Workflows.Agent("c", "d"), Workflows.Agent("d")));

        var nodes = layout.Nodes.ToDictionary(static node => node.Id);
        nodes["b"].X.ShouldBe(nodes["c"].X);
        nodes["d"].X.ShouldBeGreaterThan(nodes["b"].X);
        layout.Edges.Count(static edge => edge.Kind == GraphEdgeKind.Fork).ShouldBe(2);
    }

    [Fact]
    public void MissingTargetsAndUnreachableStates_AreDrawnWithoutThem()
    {
        var layout = GraphLayout.Of(Workflows.Of(Workflows.Agent("a", "nowhere"), Workflows.Agent("island", "island")));

        layout.Nodes.Select(static node => node.Id).ShouldBe(["@start", "a", "island"], ignoreOrder: true);
        layout.Edges.Select(static edge => edge.To).ShouldBe(["a", "island"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("chain")]
    [InlineData("hub")]
    [InlineData("back")]
    [InlineData("mesh")]
    public void AThousandStates_StayWithinLimits(string shape)
    {
        var states = Enumerable.Range(0, 1_000).Select(i => (State)Workflows.Agent($"s{i}") with { Next = NextOf(shape, i) }).ToList();

        var layout = GraphLayout.Of(Workflows.Of(states));

        layout.Nodes.Count.ShouldBeInRange(1_001, 1_002);
        SvgDrawing.Write(layout).Length.ShouldBeLessThan(8_000_000);
    }

    private static Transition NextOf(string shape, int i) => (shape, i) switch
    {
        (_, 999) => EndTransition.Instance,
        ("hub", 0) => new ForkTransition([.. Enumerable.Range(1, 998).Select(static n => $"s{n}")], "s999"),
        ("hub", _) => new ToTransition("s999"),
        ("back", _) => new RoutesTransition([Workflows.Route("again", $"s{i / 2}")], new ToTransition($"s{i + 1}")),
        ("mesh", _) => new RoutesTransition([Workflows.Route("far", $"s{Math.Min(999, i + 1 + (i * 7 % 31))}")], new ToTransition($"s{i + 1}")),
        _ => new ToTransition($"s{i + 1}"),
    };

    private static bool Contains(GraphNode outer, GraphNode inner)
        => inner.X >= outer.X && inner.Y >= outer.Y && inner.X + inner.Width <= outer.X + outer.Width && inner.Y + inner.Height <= outer.Y + outer.Height;

    private static bool Overlap(GraphNode one, GraphNode other)
        => one.X < other.X + other.Width && other.X < one.X + one.Width && one.Y < other.Y + other.Height && other.Y < one.Y + one.Height;

    private static bool OnBorder(GraphNode node, GraphPoint point)
        => point.X >= node.X - 0.2 && point.X <= node.X + node.Width + 0.2 && point.Y >= node.Y - 0.2 && point.Y <= node.Y + node.Height + 0.2
            && (Near(point.X, node.X) || Near(point.X, node.X + node.Width) || Near(point.Y, node.Y) || Near(point.Y, node.Y + node.Height));

    private static bool Near(double one, double other) => Math.Abs(one - other) < 0.2;

    private static bool Crosses(GraphNode node, GraphPoint from, GraphPoint to)
        => Math.Max(from.X, to.X) > node.X && Math.Min(from.X, to.X) < node.X + node.Width && Math.Max(from.Y, to.Y) > node.Y && Math.Min(from.Y, to.Y) < node.Y + node.Height;
}
