using Agents.Cli.Tests.Servers;

namespace Agents.Cli.Tests.Commands;

public sealed class MemoryCommandTests
{
    [Fact]
    public async Task List_OfAnEmptyMemory_HasNoRows_AndDeleteSaysThatThereIsNone()
    {
        await using var server = await EngineServer.StartAsync();

        var list = await CliRun.OfAsync("memory", "list", "--scope", "workflow", "-q", "tea", "--json", "--server", server.Url);
        var delete = await CliRun.OfAsync("memory", "delete", "nothing", "--server", server.Url);
        var wrong = await CliRun.OfAsync("memory", "list", "--scope", "world", "--server", server.Url);

        list.ExitCode.ShouldBe(ExitCode.Completed, list.Error);
        list.Output.ShouldContain("\"items\":[]");
        delete.ExitCode.ShouldBe(ExitCode.Invalid);
        delete.Error.ShouldContain("no memory 'nothing'");
        wrong.ExitCode.ShouldBe(ExitCode.Invalid);
    }
}
