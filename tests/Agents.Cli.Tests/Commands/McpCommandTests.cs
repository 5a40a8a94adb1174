using Agents.Testing.Processes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Agents.Cli.Tests.Commands;

public sealed class McpCommandTests
{
    private const string Pure = """
        id: pure
        states:
          - {name: double, type: transform, expression: "{'n': input.n * 2}", end: true}
        """;

    [Fact]
    public async Task WorkflowsOfAServer_AreToolsOnStandardStreams()
    {
        var data = Directory.CreateTempSubdirectory("agents-mcp").FullName;
        await using var silo = await SiloProcess.StartAsync(data, new Dictionary<string, string>());
        await silo.CreateWorkflowAsync(Pure);

        await using var client = await McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = "dotnet",
            Arguments = [Path.Combine(AppContext.BaseDirectory, "agents.dll"), "mcp", "--server", silo.Url.ToString()],
        }));
        var tools = await client.ListToolsAsync();
        var result = await client.CallToolAsync("pure", new Dictionary<string, object?> { ["n"] = 21 });

        tools.ShouldHaveSingleItem().Name.ShouldBe("pure");
        result.Content.OfType<TextContentBlock>().Single().Text.ShouldBe("""{"n":42}""");
    }
}
