using System.Net;
using System.Text;
using Agents.Client.Executions;
using Agents.Client.Prices;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Models.Prices;

/// <summary>Prices that are set while the silo runs.</summary>
public sealed class StoredPricesTests
{
    private const string OneCall = """
        id: one-call
        llm: {max_tokens: 7}
        agents: {writer: {instructions: "Write."}}
        states: [{name: write, type: agent, agent: writer, task: "Write", end: true}]
        """;

    private static SetPrices Of(string model, PriceTerms price)
        => new(new Dictionary<string, IReadOnlyDictionary<string, PriceTerms>> { ["openai"] = new Dictionary<string, PriceTerms> { [model] = price } });

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task PriceThatIsSet_CountsFromTheNextCallOn_AlsoAfterARestart(DatabaseKind kind)
    {
        // One scripted answer is 11 tokens in and 7 out.
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(
            kind, null, "--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "unheard-of");
        await silo.CreateAsync(OneCall);
        var dollars = new StartExecution("one-call") { Budget = new BudgetRecord { CostUsd = 1 } };
        (await silo.RunAsync("one-call")).TotalCostUsd.ShouldBeNull();
        (await silo.Client.Executions.StartAsync(dollars)).Status.ShouldBe("failed");

        var prices = await silo.Client.Prices.SetAsync(Of("unheard-of", new PriceTerms(1_000, 2_000) { AsOf = "2026-11-01" }));
        (await silo.RunAsync("one-call")).TotalCostUsd.ShouldBe(0.011m + 0.014m);
        (await silo.Client.Executions.StartAsync(dollars, TimeSpan.FromSeconds(60))).Status.ShouldBe("completed");
        await silo.RestartAsync();
        (await silo.RunAsync("one-call")).TotalCostUsd.ShouldBe(0.011m + 0.014m);

        var set = prices.Items.Where(static price => price.Origin == PriceOrigins.Settings).ShouldHaveSingleItem();
        (set.Model, set.Input, set.AsOf).ShouldBe(("unheard-of", 1_000m, "2026-11-01"));
        prices.UpdatedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task OtherPrices_TakeThePlaceOfThoseBefore_AndTheConfiguredOnesAreBack()
    {
        await using var silo = await SiloHost.StartAsync();
        var configured = Price((await silo.Client.Prices.GetAsync()), "gpt-4o");

        var over = await silo.Client.Prices.SetAsync(Of("gpt-4o", new PriceTerms(1, 2) { LongPrompt = new LongPromptPriceRecord(100, 3, 4) }));
        var other = await silo.Client.Prices.SetAsync(Of("mine", new PriceTerms(5, 6)));
        var none = await silo.Client.Prices.SetAsync("""{"prices": {}}""");

        (Price(over, "gpt-4o").Input, Price(over, "gpt-4o").LongPrompt!.Above, Price(over, "gpt-4o").Origin).ShouldBe((1m, 100, "settings"));
        Price(other, "gpt-4o").ShouldBe(configured);
        Price(other, "mine").Output.ShouldBe(6);
        none.Items.ShouldNotContain(static price => price.Origin == PriceOrigins.Settings);
    }

    [Theory]
    [InlineData("""{"prices": {"openai": {"m": {"input": 1, "output": 2, "cached": 3}}}}""", "cached")]
    [InlineData("""{"prices": {"openai": {"m": {"input": 1}}}}""", "output")]
    [InlineData("""{"prices": {"openai": {"m": {"input": -1, "output": 2}}}}""", "input is negative")]
    [InlineData("""{"prices": {"openai": {"m": null}}}""", "a price is an object")]
    [InlineData("""{"prices": {"openai": null}}""", "The models of 'openai'")]
    [InlineData("""{"price": {}}""", "price")]
    [InlineData("""{}""", "prices")]
    [InlineData("cheap", "It is not a list of prices")]
    public async Task WrongPrices_AreRefused_AndChangeNothing(string body, string message)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.Client.Prices.SetAsync(Of("mine", new PriceTerms(5, 6)));

        using var reply = await silo.Http.PutAsync("/api/v1/settings/prices", new StringContent(body, Encoding.UTF8, "application/json"));

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await reply.Content.ReadAsStringAsync()).ShouldContain(message);
        Price(await silo.Client.Prices.GetAsync(), "mine").Input.ShouldBe(5);
    }

    private static PriceRecord Price(PriceList prices, string model) => prices.Items.Single(price => price.Provider == "openai" && price.Model == model);
}
