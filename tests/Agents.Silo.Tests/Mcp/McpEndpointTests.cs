using Agents.Silo.Tests.Hosting;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Agents.Silo.Tests.Mcp;

public sealed class McpEndpointTests
{
    private static Task<McpClient> ConnectAsync(SiloHost silo) => McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
    {
        Endpoint = new Uri(silo.Http.BaseAddress!, "/mcp"),
        TransportMode = HttpTransportMode.StreamableHttp,
    }));

    [Fact]
    public async Task EnabledWorkflows_AreTools_AndRunToTheirEnd()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync(Definitions.Pure.Replace("id: pure", "id: off", StringComparison.Ordinal));
        (await silo.PostAsync("/api/v1/workflows/off/disable", "")).EnsureSuccessStatusCode();
        await using var client = await ConnectAsync(silo);

        var tools = await client.ListToolsAsync();
        var result = await client.CallToolAsync("pure");

        tools.Select(static tool => tool.Name).ShouldBe(["pure", "two-steps"]);
        tools[1].JsonSchema.GetProperty("required")[0].GetString().ShouldBe("topic");
        result.StructuredContent!.Value.GetProperty("n").GetInt32().ShouldBe(4);
        var id = result.Meta!["execution_id"]!.GetValue<string>();
        (await silo.Client.Executions.GetAsync(id)).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task SameKey_StartsOnce()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await using var client = await ConnectAsync(silo);
        var call = new CallToolRequestParams { Name = "pure", Meta = new System.Text.Json.Nodes.JsonObject { ["idempotency-key"] = "k1" } };

        var first = await client.CallToolAsync(call);
        var second = await client.CallToolAsync(call);

        second.Meta!["execution_id"]!.GetValue<string>().ShouldBe(first.Meta!["execution_id"]!.GetValue<string>());
        (await silo.Client.Executions.ListAsync(new Agents.Client.Executions.ExecutionFilter())).Total.ShouldBe(1);
    }

    [Fact]
    public async Task WhatWaitsForPeople_IsToldSo_AndWrongCallsAreTold()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync("""
            id: gated
            states:
              - {name: gate, type: human_approval, title: "Go?", message: "Go on?", end: true}
            """);
        await silo.CreateAsync(Definitions.TwoSteps);
        await using var client = await ConnectAsync(silo);

        var waiting = await client.CallToolAsync("gated");
        var wrong = await client.CallToolAsync("two-steps");

        (waiting.IsError ?? false).ShouldBeFalse();
        waiting.Content.OfType<TextContentBlock>().Single().Text.ShouldContain("waiting_approval");
        (wrong.IsError, wrong.Content.OfType<TextContentBlock>().Single().Text.Contains("topic", StringComparison.Ordinal)).ShouldBe((true, true));
        await Should.ThrowAsync<McpException>(async () => await client.CallToolAsync("nothing"));
    }

    [Fact]
    public async Task OtherMethodsAndBodies_AreRefused()
    {
        await using var silo = await SiloHost.StartAsync();

        (await silo.Http.GetAsync(new Uri("/mcp", UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.MethodNotAllowed);
        (await silo.PostAsync("/mcp", "no json")).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }
}
