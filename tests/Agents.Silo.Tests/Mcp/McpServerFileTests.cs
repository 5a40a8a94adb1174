using Agents.Silo.Mcp;

namespace Agents.Silo.Tests.Mcp;

public sealed class McpServerFileTests
{
    private static IReadOnlyList<McpServerDefinition> Read(string text) => new McpServerFile("files.json", static name => name == "TOKEN" ? "t0ken" : null).Read(text);

    [Theory]
    [InlineData("""{"mcpServers": {"fs": {"command": "npx", "args": ["-y", "server", "/data"], "env": {"KEY": "${TOKEN}"}}}}""", "fs")]
    [InlineData("""{"servers": {"fs": {"type": "stdio", "command": "npx", "args": ["-y", "server", "/data"], "env": {"KEY": "${env:TOKEN}"}}}}""", "fs")]
    [InlineData("""{"name": "fs", "description": "Files", "mcpServers": {"fs": {"command": "npx", "args": ["-y", "server", "/data"], "env": {"KEY": "${TOKEN}"}}}}""", "fs")]
    [InlineData("""{"command": "npx", "args": ["-y", "server", "/data"], "env": {"KEY": "${TOKEN}"}}""", "files")]
    public void Program_IsReadInEveryForm(string text, string name)
    {
        var server = Read(text).ShouldHaveSingleItem();

        (server.Name, server.Command, server.Problem, server.Environment["KEY"]).ShouldBe((name, "npx", null, "t0ken"));
        server.Arguments.ShouldBe(["-y", "server", "/data"]);
    }

    [Fact]
    public void Address_IsReadWithItsHeaders()
    {
        var server = Read("""{"mcpServers": {"web": {"url": "https://mcp.example/x", "headers": {"Authorization": "Bearer ${TOKEN}"}, "disabled": true}}}""").ShouldHaveSingleItem();

        (server.Url!.AbsoluteUri, server.Headers["Authorization"], server.IsDisabled).ShouldBe(("https://mcp.example/x", "Bearer t0ken", true));
    }

    [Theory]
    [InlineData("[]", "JSON object")]
    [InlineData("{", "JSON object")]
    [InlineData("""{"mcpServers": {"a": 1}}""", "'command' or 'url'")]
    [InlineData("""{"mcpServers": {"a": {"command": "x", "url": "http://y"}}}""", "either")]
    [InlineData("""{"mcpServers": {"a": {"url": "file:///x"}}}""", "http")]
    [InlineData("""{"mcpServers": {"a b": {"command": "x"}}}""", "no name")]
    [InlineData("""{"mcpServers": {"a": {"command": "x", "env": {"K": "${MISSING}"}}}}""", "'MISSING' is not set")]
    public void WrongFile_IsAProblemOfItsServer(string text, string expected) => Read(text).ShouldHaveSingleItem().Problem!.ShouldContain(expected);
}
