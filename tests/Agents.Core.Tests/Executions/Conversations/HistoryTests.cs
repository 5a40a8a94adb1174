using Agents.Core.Executions.Conversations;
using static Agents.Core.Tests.Executions.Conversations.Said;

namespace Agents.Core.Tests.Executions.Conversations;

public sealed class HistoryTests
{
    // 4,000 characters are about 1,000 tokens.
    private static readonly string Long = new('x', 4_000);

    private static Conversation Rounds(int count) => Enumerable.Range(0, count).Aggregate(
        Conversation.Empty, static (conversation, round) => conversation.With(Reply(round * 2, Ask("a", $"{round}"))).With(Return((round * 2) + 1, result: Long)));

    [Theory]
    [InlineData(10_000, 0)]
    [InlineData(3_500, 2)]
    [InlineData(1_100, 4)]
    [InlineData(1, 4)]
    public void OldestRoundsAreLeftOut_WholeOnes_NeverTheNewest(int maxTokens, int expected) => History.LeftOut(Rounds(5), maxTokens).ShouldBe(expected);

    [Fact]
    public void NothingSaid_LeavesNothingOut() => History.LeftOut(Conversation.Empty, 1).ShouldBe(0);
}
