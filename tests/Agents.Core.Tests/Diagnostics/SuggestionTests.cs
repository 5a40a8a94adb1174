using Agents.Core.Diagnostics;

namespace Agents.Core.Tests.Diagnostics;

public class SuggestionTests
{
    [Theory]
    [InlineData("topc", "topic")]
    [InlineData("swich", "switch")]
    [InlineData("Inject", "inject")]
    [InlineData("injcet", "inject")]
    [InlineData("zebra", null)]
    [InlineData("x", null)]
    public void Nearest_IsTheNameThatWasMeant(string typed, string? meant)
        => Suggestion.Nearest(typed, ["topic", "switch", "inject", "parallel"]).ShouldBe(meant);

    [Fact]
    public void List_StopsAfterTen()
        => Suggestion.List(Enumerable.Range(1, 12).Select(static at => $"n{at}")).ShouldEndWith("n10 and 2 more");
}
