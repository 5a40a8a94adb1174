using Agents.Silo.Tests.Hosting;
using Agents.Silo.Tests.Mcp;

namespace Agents.Silo.Tests.Tools;

public sealed class ToolEndpointTests
{
    [Fact]
    public async Task Tools_AreListedWithSchemaSourceAndWhyTheyAreAbsent()
    {
        await using var server = await TestMcpServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("agents-tools").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "default", "mcp-servers"));
        File.WriteAllText(Path.Combine(folder, "default", "mcp-servers", "a.json"), $$$"""{"mcpServers": {"math": {"url": "{{{server.Url}}}"}, "off": {"command": "x", "disabled": true} } }""");
        await using var silo = await SiloHost.StartAsync("--Tools:EnvironmentsFolder", folder, "--Tools:Disabled:0", "web_scrape");

        (await silo.Client.Tools.ListServersAsync()).Items.Select(static one => (one.Name, one.Transport, one.Status)).ShouldBe([("math", "http", "idle"), ("off", "stdio", "disabled")]);
        var tools = (await silo.Client.Tools.ListAsync()).Items.ToDictionary(static tool => tool.Name);

        (tools["code"].Source, tools["code"].Absence, tools["code"].InputSchema.GetProperty("type").GetString()).ShouldBe(("built-in", null, "object"));
        tools["math__add"].Source.ShouldBe("mcp:math");
        tools["web_scrape"].Absence!.ShouldContain("Tools:Disabled");
        tools["web_search"].Absence!.ShouldContain("TAVILY_API_KEY");
        (await silo.Client.Tools.ListServersAsync()).Items[0].Tools.ShouldBe(["math__add", "math__fail"]);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task WrongSettings_EndTheStart_AndNameTheKey()
    {
        var failure = await Should.ThrowAsync<Exception>(() => SiloHost.StartAsync("--Tools:AllowedNetworks:0", "10.0.0.1 to 10.0.0.9"));

        failure.ToString().ShouldContain("Tools:AllowedNetworks");
    }
}
