using System.Text.Json;
using Agents.Cli.Tests.Servers;

namespace Agents.Cli.Tests.Commands;

public sealed class RetentionCommandTests
{
    [Fact]
    public async Task Retention_IsSetShownAndRun()
    {
        await using var server = await EngineServer.StartAsync();

        (await CliRun.OfAsync("retention", "set", "7", "--server", server.Url)).Output.ShouldContain("kept for 7 days");
        (await CliRun.OfAsync("retention", "get", "--server", server.Url)).Output.ShouldContain("database: ");
        (await CliRun.OfAsync("retention", "set", "never", "--server", server.Url)).Output.ShouldContain("for ever");
        var run = await CliRun.OfAsync("retention", "run", "--json", "--server", server.Url);
        JsonDocument.Parse(run.Output).RootElement.GetProperty("removed").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task WrongDays_AreRefusedBeforeAnybodyIsAsked()
    {
        var run = await CliRun.OfAsync("retention", "set", "soon");

        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Error.ShouldContain("'soon' is no number of days");
    }
}
