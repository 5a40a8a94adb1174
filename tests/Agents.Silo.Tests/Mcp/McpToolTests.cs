using Agents.Silo.Mcp;
using Agents.Silo.Tests.Hosting;
using Agents.Silo.Tests.Tools;
using Agents.Silo.Tools;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using static Agents.Silo.Tests.Tools.ScriptFile;

namespace Agents.Silo.Tests.Mcp;

public sealed class McpToolTests : IDisposable
{
    // Speaks MCP over its standard streams, as far as a client needs; says what environment it got.
    private const string Program = """
        #!/bin/sh
        while read -r line; do
          id=$(printf '%s' "$line" | sed -n 's/.*"id":\([0-9]*\).*/\1/p')
          case "$line" in
            *'"server/discover"'*) printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"no"}}\n' "$id" ;;
            *'"initialize"'*) printf '{"jsonrpc":"2.0","id":%s,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"sh","version":"1"}}}\n' "$id" ;;
            *'"tools/list"'*) printf '{"jsonrpc":"2.0","id":%s,"result":{"tools":[{"name":"env","inputSchema":{"type":"object"}},{"name":"die","inputSchema":{"type":"object"}}]}}\n' "$id" ;;
            *'"die"'*) exit 3 ;;
            *'"tools/call"'*) printf '{"jsonrpc":"2.0","id":%s,"result":{"content":[{"type":"text","text":"own=%s silo=%s"}]}}\n' "$id" "$OWN" "$AGENTS_TEST_SECRET" ;;
          esac
        done
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("agents-mcp").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Describe(string file, string text)
    {
        var folder = Path.Combine(_folder, "default", "mcp-servers");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, file), text);
        return _folder;
    }

    private McpServers Servers(TimeProvider? time = null)
        => new(ToolHost.Options(options => options.EnvironmentsFolder = _folder), new ConfigurationBuilder().Build(), ToolHost.NoSecrets, time ?? TimeProvider.System, NullLoggerFactory.Instance);

    private static async Task<ITool> ToolAsync(McpServers servers, string name) => (await servers.FindAsync(name, CancellationToken.None)).Tools.ShouldHaveSingleItem();

    [Fact]
    public async Task Server_OverHttp_IsListedOnce_AndCalledWithTheKey()
    {
        await using var server = await TestMcpServer.StartAsync();
        Describe("a.json", $$$"""{"mcpServers": {"math": {"url": "{{{server.Url}}}", "headers": {"X-Token": "t"} } } }""");
        await using var servers = Servers();

        var tool = await ToolAsync(servers, "math__add");
        (await ToolHost.CallAsync(tool, new { a = 2, b = 3 }, key: "s:1:4")).Output().ShouldBe("5");
        (await ToolHost.CallAsync(await ToolAsync(servers, "__add"), new { a = 2, b = 4 })).Output().ShouldBe("6");
        (await ToolHost.CallAsync(await ToolAsync(servers, "fail"), new { })).Error().Message.ShouldBe("No.");

        (await servers.FindAsync("math__*", CancellationToken.None)).Tools.Select(static found => found.Name).ShouldBe(["math__add", "math__fail"]);
        server.Keys.First().ShouldBe("s:1:4");
        server.Lists.ShouldBe(1);
        server.Tokens.ShouldAllBe(static token => token == "t");
        (await servers.FindAsync("math__divide", CancellationToken.None)).Problem!.ShouldContain("math__add");
    }

    [Fact]
    public async Task ToolOfTwoServers_HasToBeNamedInFull()
    {
        await using var server = await TestMcpServer.StartAsync();
        Describe("a.json", $$$"""{"mcpServers": {"one": {"url": "{{{server.Url}}}"}, "two": {"url": "{{{server.Url}}}"} } }""");
        await using var servers = Servers();

        (await servers.FindAsync("add", CancellationToken.None)).Problem!.ShouldContain("one__add, two__add");
    }

    [Fact]
    public async Task ServerThatIsDown_IsToldAtOnce_AndFoundAgainWhenItIsBack()
    {
        var port = 0;
        await using (var first = await TestMcpServer.StartAsync())
        {
            port = first.Url.Port;
            Describe("a.json", $$$"""{"mcpServers": {"math": {"url": "{{{first.Url}}}"} } }""");
        }

        var time = new Agents.Testing.ManualTimeProvider();
        await using var servers = Servers(time);
        (await servers.FindAsync("math__add", CancellationToken.None)).Problem!.ShouldContain("The MCP server 'math' (a.json) cannot be used");
        await servers.FindAsync("math__add", CancellationToken.None);

        await using var back = await TestMcpServer.StartAsync(port);
        (await servers.FindAsync("math__add", CancellationToken.None)).Tools.ShouldBeEmpty("nobody asks again before it is time");
        time.Advance(TimeSpan.FromMinutes(2));

        (await ToolHost.CallAsync(await ToolAsync(servers, "math__add"), new { a = 1, b = 1 })).Output().ShouldBe("2");
    }

    [Fact]
    public async Task Program_GetsItsOwnEnvironment_AndNotTheSilos_AndIsStartedAgainWhenItDies()
    {
        var program = Path.Combine(_folder, "server.sh");
        File.WriteAllText(program, Program);
        Describe("sh.json", $$$"""{"command": "/bin/sh", "args": ["{{{program}}}"], "env": {"OWN": "mine"}}""");
        Environment.SetEnvironmentVariable("AGENTS_TEST_SECRET", "hidden");
        await using var servers = Servers();

        var tool = await ToolAsync(servers, "sh__env");
        (await ToolHost.CallAsync(tool, new { })).Output().ShouldBe("own=mine silo=");
        (await ToolHost.CallAsync(await ToolAsync(servers, "sh__die"), new { })).Error().Code.ShouldBe("mcp_unreachable");
        (await ToolHost.CallAsync(tool, new { })).Output().ShouldBe("own=mine silo=");
    }

    [Fact]
    public async Task FileThatChanges_IsReadAgain_AndOtherServersStayConnected()
    {
        await using var first = await TestMcpServer.StartAsync();
        await using var second = await TestMcpServer.StartAsync();
        var clock = new ManualClock();
        Describe("stays.json", $$"""{"url": "{{first.Url}}"}""");
        Describe("goes.json", $$"""{"url": "{{second.Url}}"}""");
        await using var servers = Servers(clock);
        var (stays, goes) = (await ToolAsync(servers, "stays__add"), await ToolAsync(servers, "goes__add"));

        File.Delete(Path.Combine(_folder, "default", "mcp-servers", "goes.json"));
        Describe("comes.json", $$"""{"url": "{{second.Url}}"}""");
        clock.Offset += TimeSpan.FromSeconds(3);

        (await ToolHost.CallAsync(await ToolAsync(servers, "comes__add"), new { a = 2, b = 3 })).Output().ShouldBe("5");
        (await ToolHost.CallAsync(stays, new { a = 2, b = 4 })).Output().ShouldBe("6");
        servers.Connections.Select(static connection => connection.Name).ShouldBe(["comes", "stays"]);
        await Eventually.TrueAsync(async () => (await ToolHost.CallAsync(goes, new { a = 1, b = 1 })) is ToolResult.Failed { Error.Code: "mcp_unreachable" });
        first.Lists.ShouldBe(1, "nobody asks again where nothing has changed");
    }

    [Fact]
    public async Task Secrets_GoIntoHeadersWhenTheServerIsConnected()
    {
        await using var server = await TestMcpServer.StartAsync();
        Describe("math.json", $$$"""{"url": "{{{server.Url}}}", "headers": {"X-Token": "Bearer ${secret:MATH_TOKEN}"}}""");
        await using var silo = await SiloHost.StartAsync("--Tools:EnvironmentsFolder", _folder);
        var servers = silo.Services.GetRequiredService<McpServers>();

        var missing = (await servers.FindAsync("math__add", CancellationToken.None)).Problem!;
        await silo.Client.Secrets.SetAsync(new Agents.Client.Secrets.SetSecret { Name = "MATH_TOKEN", Value = "canary-90e1f2" });
        await Eventually.TrueAsync(async () => (await servers.FindAsync("math__add", CancellationToken.None)).Tools.Count == 1);

        missing.ShouldContain("${secret:MATH_TOKEN} is not set");
        server.Tokens.ShouldAllBe(static token => token == "Bearer canary-90e1f2");
        (await silo.Http.GetStringAsync("/api/v1/mcp-servers")).ShouldNotContain("canary-90e1f2");
    }

    [Fact]
    public async Task Agent_UsesToolsOfAServer()
    {
        await using var server = await TestMcpServer.StartAsync();
        Describe("a.json", $$$"""{"mcpServers": {"math": {"url": "{{{server.Url}}}"} } }""");
        using var script = new ScriptFile(Call(0, ("math__add", new { a = 20, b = 22 })), Say(1, "42"));
        await using var silo = await SiloHost.StartAsync([.. script.Settings, "--Tools:EnvironmentsFolder", _folder]);
        await silo.CreateAsync("""
            id: helped
            agents: {helper: {instructions: "Help.", tools: [math__add]}}
            states:
              - {name: work, type: agent, agent: helper, task: "Work", end: true}
            """);

        var ended = await silo.RunAsync("helped");

        ended.Status.ShouldBe("completed");
        (await silo.Client.Executions.GetStepsAsync(ended.Id)).Items[0].Attempts[0].ToolCalls.ShouldHaveSingleItem().Result!.Value.GetString().ShouldBe("42");
        server.Keys.ShouldHaveSingleItem().ShouldEndWith(":1:1");
    }

    [Fact]
    public async Task AgentOfARealModel_WhoseServerIsDown_IsRefusedBeforeAnyCall()
    {
        await using var model = await Agents.Testing.Models.ScriptedOpenAIServer.StartAsync(Agents.Testing.Models.OpenAIAnswer.Text("x"));
        Describe("a.json", """{"mcpServers": {"math": {"url": "http://127.0.0.1:9/mcp"} } }""");
        await using var silo = await SiloHost.StartAsync(
            "--Tools:EnvironmentsFolder", _folder, "--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "m");
        await silo.CreateAsync("""
            id: helped
            agents: {helper: {instructions: "Help.", tools: [math__add, no_such_tool]}}
            states:
              - {name: work, type: agent, agent: helper, task: "Work", end: true}
            """);

        var ended = await silo.RunAsync("helped");

        ended.Status.ShouldBe("failed");
        ended.Error!.Message.ShouldContain("The MCP server 'math' (a.json) cannot be used");
        model.Requests.ShouldBeEmpty();
    }
}
