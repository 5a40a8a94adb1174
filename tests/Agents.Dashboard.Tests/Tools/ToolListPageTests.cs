namespace Agents.Dashboard.Tests.Tools;

public sealed class ToolListPageTests
{
    [Fact]
    public async Task Tools_StandByWhereTheyAreFrom()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/tools");

        page.Text.ShouldContain("Built in 2 csv Reads <tables>.");
        page.Text.ShouldContain("web_search Searches the web. not here Set AGENTS_SEARCH_KEY.");
        page.Text.ShouldContain("MCP server files connected stdio · mcp-servers/files.json files__read Reads a file.");
        page.Text.ShouldContain("MCP server tickets failed http · mcp-servers/tickets.json http://localhost:9 does not answer. None is known.");
    }
}
