using Agents.Cli.Tests.Servers;

namespace Agents.Cli.Tests.Commands;

public sealed class PricesCommandTests
{
    [Fact]
    public async Task Prices_AreSetFromAFileAndListed()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        var file = folder.Write("prices.json", """{"as_of": "2026-11-01", "prices": {"groq": {"llama-3": {"input": 0.59, "output": 0.79}}}}""");

        var set = await CliRun.OfAsync("prices", "set", file, "--server", server.Url);
        var own = await CliRun.OfAsync("prices", "list", "--own", "--server", server.Url);
        var all = await CliRun.OfAsync("prices", "list", "--json", "--server", server.Url);
        var wrong = await CliRun.OfAsync("prices", "set", folder.Write("wrong.json", """{"prices": {"groq": {"llama-3": {"input": 0.59}}}}"""), "--server", server.Url);

        set.Output.ShouldContain("llama-3");
        own.Output.ShouldContain("0.59");
        own.Output.ShouldNotContain("gpt-4o");
        all.Output.ShouldContain("\"gpt-4o\"");
        wrong.ExitCode.ShouldBe(ExitCode.Invalid);
        wrong.Error.ShouldContain("output");
    }
}
