using Agents.Cli.Chat;
using Agents.Cli.Commands;
using Agents.Cli.Output;
using Agents.Cli.Tests.Servers;
using Agents.Client;

namespace Agents.Cli.Tests.Commands;

public sealed class ChatCommandTests
{
    [Fact]
    public async Task Lines_DescribeApproveRunAndDeployAWorkflow()
    {
        await using var server = await EngineServer.StartAsync();

        var said = await TalkAsync(server, "research a topic, write an article", "Yes", "/run topic=tea", "Add a summarize step before write_article", "/approve", "/yaml", "/run topic=tea", "/deploy articles", "/none", "/quit", "never said");

        said.ShouldContain("START → research → write_article → END");
        said.ShouldContain("Approve it?");
        said.ShouldContain("is not approved");
        said.ShouldContain("+   - name: summarize");
        said.ShouldContain("Stored as workflow 'research-and-write-article', version 1.");
        said.ShouldContain("done summarize");
        said.ShouldContain("completed in");
        said.ShouldContain("deployed articles: POST");
        said.ShouldContain("There is no '/none'.");
        said.ShouldNotContain("never said");
    }

    [Fact]
    public async Task UnknownConversation_IsInvalid()
    {
        await using var server = await EngineServer.StartAsync();

        var run = await CliRun.OfAsync("chat", "--session", "none", "--server", server.Url);

        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Error.ShouldContain("There is no chat 'none'");
    }

    private static async Task<string> TalkAsync(EngineServer server, params string[] lines)
    {
        using var written = new StringWriter();
        var parsed = AgentsCommand.Create().Parse(["chat"]);
        parsed.InvocationConfiguration.Output = written;
        parsed.InvocationConfiguration.Error = written;
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        var talk = new ChatTalk(new AgentsClient(http), new CliOutput(parsed, isJson: false), new StringReader(string.Join('\n', lines)));
        (await talk.RunAsync(null, null, CancellationToken.None)).ShouldBe(ExitCode.Completed);
        return written.ToString();
    }
}
