namespace Agents.Silo.Tests.Models.Prices;

public sealed class ModelPricesTests
{
    [Theory]
    [InlineData("openai", "gpt-4o-mini", 0.75)]
    [InlineData("openai", "gpt-4o-mini-2024-07-18", 0.75)]
    [InlineData("openai", "gpt-4o-2024-05-13", 20.0)]
    [InlineData("offline", "anything", 0.0)]
    public async Task KnownModel_HasAPrice(string provider, string model, double cost)
    {
        await using var host = ModelHost.With();
        host.Prices.CostOf(provider, model, 1_000_000, 1_000_000).ShouldBe((decimal)cost);
    }

    [Fact]
    public async Task UnknownModel_HasNone()
    {
        await using var host = ModelHost.With();
        host.Prices.CostOf("openai", "gpt-4o-mini-next", 10, 10).ShouldBeNull();
    }

    [Fact]
    public async Task OwnFile_LiesOverTheBuiltInOne()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """{"prices": {"openai": {"gpt-4o-mini": {"input": 1, "output": 0}}}}""");
            await using var host = ModelHost.With($"Models:PricesFile={file}");
            host.Prices.CostOf("openai", "gpt-4o-mini", 2_000_000, 5).ShouldBe(2m);
            host.Prices.CostOf("openai", "gpt-4o", 1_000_000, 0).ShouldBe(2.5m);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
