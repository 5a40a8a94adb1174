using Agents.Core.Executions;
using FsCheck;
using FsCheck.Fluent;

namespace Agents.Core.Tests.Executions;

public sealed class TokenUsageTests
{
    [Fact]
    public void Difference_OfASum_IsTheOtherPart()
        => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Usages(), Usages(), static (left, right) => left + right - right == left));

    [Fact]
    public void Sum_IsTheSameHoweverItIsGrouped()
        => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Usages(), Usages(), Usages(), static (a, b, c) => a + b + c == a + (b + c) && a + b == b + a));

    [Fact]
    public void UnknownCost_MakesTheSumUnknown()
        => (new TokenUsage(1, 1, null, 1) + new TokenUsage(1, 1, 2m, 1)).CostUsd.ShouldBeNull();

    private static Arbitrary<TokenUsage> Usages() => Gen.Choose(0, 1_000_000).ArrayOf(8).Select(static numbers => new TokenUsage(numbers[0], numbers[1], numbers[2] / 1_000m, numbers[3])
    {
        ToolCalls = numbers[4],
        CachedInputTokens = numbers[5],
        CacheWriteTokens = numbers[6],
        ReasoningTokens = numbers[7],
    }).ToArbitrary();
}
