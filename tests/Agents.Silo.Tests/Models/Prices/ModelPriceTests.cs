using Agents.Core.Executions;
using Agents.Silo.Models;

namespace Agents.Silo.Tests.Models.Prices;

public sealed class ModelPriceTests
{
    private static readonly ModelPrice Price = new(3m, 15m) { CachedInput = 0.3m, CacheWrite = 3.75m };

    [Fact]
    public void PartsOfTheInput_HaveTheirOwnPrices()
        => Price.CostOf(Usage(1_000_000, 100_000, cached: 600_000, cacheWrite: 200_000)).ShouldBe((0.2m * 3m) + (0.6m * 0.3m) + (0.2m * 3.75m) + (0.1m * 15m));

    [Fact]
    public void WithoutACachePrice_TokensCountInFull()
        => new ModelPrice(3m, 15m).CostOf(Usage(1_000_000, 0, cached: 600_000)).ShouldBe(3m);

    [Fact]
    public void Thoughts_ArePartOfTheOutput()
        => Price.CostOf(new TokenUsage(0, 1_000_000, null, 1) { ReasoningTokens = 900_000 }).ShouldBe(15m);

    [Fact]
    public void LongPrompt_CostsMore()
    {
        var price = new ModelPrice(1m, 10m) { LongPrompt = new LongPromptPrice(200_000, 2m, 15m) };
        price.CostOf(Usage(200_000, 0)).ShouldBe(0.2m);
        price.CostOf(Usage(200_001, 0)).ShouldBe(0.400002m);
    }

    [Fact]
    public void MostOf_IsNeverLessThanWhatACallCosts()
    {
        foreach (var (cached, written) in new[] { (0L, 0L), (500L, 0L), (0L, 1_000L), (300L, 700L) })
        {
            Price.MostOf(1_000, 50).ShouldBeGreaterThanOrEqualTo(Price.CostOf(Usage(1_000, 50, cached, written)));
        }
    }

    [Theory]
    [InlineData("anthropic", "claude-haiku-4-5-20251001", 6.0)]
    [InlineData("google", "gemini-2.5-flash", 2.8)]
    public async Task BuiltInPrices_SayWhenAndWhere(string provider, string model, double cost)
    {
        await using var host = ModelHost.With();
        host.Prices.CostOf(provider, model, 1_000_000, 1_000_000).ShouldBe((decimal)cost);
        var price = host.Prices.Find(provider, model).ShouldNotBeNull();
        price.AsOf.ShouldNotBeNull();
        price.Source.ShouldNotBeNull().ShouldStartWith("https://");
    }

    [Theory]
    [InlineData("""{"prices": {"openai": {"m": {"input": -1, "output": 1}}}}""", "'m' of 'openai'")]
    [InlineData("""{"prices": {"openai": {"m": {"input": 1}}}}""", "output")]
    [InlineData("""{"models": {}}""", "prices")]
    [InlineData("nonsense", "not a list of prices")]
    public async Task WrongFile_IsRefused_AndSaysWhere(string json, string named)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, json);
            await using var host = ModelHost.With($"Models:PricesFile={file}");
            var message = Should.Throw<InvalidOperationException>(() => host.Prices).Message;
            message.ShouldContain(named);
            message.ShouldContain(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static TokenUsage Usage(long input, long output, long cached = 0, long cacheWrite = 0) => new(input, output, null, 1) { CachedInputTokens = cached, CacheWriteTokens = cacheWrite };
}
