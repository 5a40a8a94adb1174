using Agents.Dashboard.Plots;

namespace Agents.Dashboard.Tests.Plots;

public sealed class BarLayoutTests
{
    [Fact]
    public void Bars_AreStackedFromBelow()
    {
        var layout = BarLayout.Of([new("good", "good", [3, 0]), new("bad", "bad", [1, 0])], 2, 100);

        layout.Parts.Select(static part => (part.Tone, part.Top, part.Height)).ShouldBe([("good", 25, 75), ("bad", 0, 25)]);
        layout.Parts[0].Left.ShouldBe(6.25);
        layout.Parts[0].Width.ShouldBe(37.5);
    }

    [Theory]
    [InlineData(0, "0 1")]
    [InlineData(4, "0 1 2 3 4")]
    [InlineData(7, "0 2 4 6 8")]
    [InlineData(10, "0 2 4 6 8 10")]
    [InlineData(0.0013, "0 0.0005 0.001 0.0015")]
    [InlineData(1234, "0 500 1000 1500")]
    public void Lines_AreRoundNumbersAboveTheHighest(double highest, string lines)
        => string.Join(' ', BarLayout.Of([new("n", "good", [highest])], 1, 100).Lines.Select(static line => FormattableString.Invariant($"{Math.Round(line.Value, 6)}"))).ShouldBe(lines);

    [Fact]
    public void SmallPart_IsSeen()
        => BarLayout.Of([new("many", "good", [1_000_000]), new("one", "bad", [1])], 1, 100).Parts[1].Height.ShouldBeGreaterThanOrEqualTo(2);

    [Fact]
    public void NoPlaces_IsNoBars() => BarLayout.Of([], 0, 100).Parts.ShouldBeEmpty();
}
