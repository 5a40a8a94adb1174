using System.Text.Json;
using Agents.Client.Executions;
using Agents.Client.Secrets;
using Agents.Core.Json;
using Agents.Silo.Secrets;
using Agents.Silo.Tests.Hosting;
using Agents.Silo.Tests.Tools;
using Agents.Silo.Tools;
using Microsoft.Extensions.DependencyInjection;
using static Agents.Silo.Tests.Tools.ScriptFile;

namespace Agents.Silo.Tests.Secrets;

public sealed class SecretHeaderTests
{
    private const string Canary = "canary-57e0d3";

    private static ToolCall Call(string config) => ToolHost.CallOf(new { }) with { Config = (JsonObject)JsonValue.Parse(config) };

    private static async Task<SiloHost> StartAsync()
    {
        var silo = await SiloHost.StartAsync();
        await silo.Client.Secrets.SetAsync(new SetSecret { Name = "SHOP", Value = Canary });
        return silo;
    }

    [Theory]
    [InlineData("https://api.shop.example/x", true)]
    [InlineData("https://eu.more.example/x", true)]
    [InlineData("https://more.example/x", false)]
    [InlineData("https://api.shop.example.evil.example/x", false)]
    [InlineData("https://evil.example/api.shop.example", false)]
    public async Task Secret_GoesOnlyToHostsThatTheDefinitionNames(string url, bool goes)
    {
        await using var silo = await StartAsync();
        var call = Call("""{"headers": {"X-Shop": "Key ${secret:SHOP}", "Accept": "text/plain"}, "hosts": ["api.shop.example", "*.more.example"]}""");

        var headers = SecretHeaders.Resolve(silo.Services.GetRequiredService<SecretResolver>(), call, new Uri(url));

        headers.Headers.Any(static header => header.Value == $"Key {Canary}").ShouldBe(goes);
        (headers.Problem is null).ShouldBe(goes);
        (headers.Problem ?? "").ShouldNotContain(Canary);
    }

    [Theory]
    [InlineData("""{"headers": {"X-Shop": "${secret:SHOP}"}}""", "'hosts'")]
    [InlineData("""{"headers": {"X-Shop": "${secret:GONE}"}, "hosts": ["a.example"]}""", "${secret:GONE}")]
    [InlineData("""{"headers": {"X-Shop": "${secret:provider:openai}", "Y": "${env:GONE}"}, "hosts": ["a.example"]}""", "${env:GONE}")]
    public async Task WhatCannotBeSent_IsSaid(string config, string expected)
    {
        await using var silo = await StartAsync();
        SecretHeaders.Resolve(silo.Services.GetRequiredService<SecretResolver>(), Call(config), new Uri("https://a.example")).Problem.ShouldNotBeNull().ShouldContain(expected);
    }

    [Fact]
    public void Redirect_ToAnotherServer_LosesTheSecret()
    {
        var call = new HttpCall(HttpMethod.Get, new Uri("https://a.example/x")) { Headers = [new("X-Shop", Canary), new("Accept", "a/b")], SecretHeaders = new HashSet<string> { "X-Shop" } };
        call.Follow(302, new Uri("https://b.example/")).ShouldNotBeNull().Headers.Select(static header => header.Key).ShouldBe(["Accept"]);
        call.Follow(302, new Uri("/y", UriKind.Relative)).ShouldNotBeNull().Headers.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ToolThatRepeatsSecrets_TellsThemToNobody()
    {
        var leak = new TestTool("leak", static call => ToolResult.Of(JsonObject.Of(("said", $"{Canary} and env-canary-118 and {call.ExecutionId}"), ("env-canary-118", 1))));
        var broken = new TestTool("broken", static _ => ToolResult.Fail("validation_error", "no", $"refused env-canary-118"));
        using var script = new ScriptFile(ScriptFile.Call(0, ("leak", new { }), ("broken", new { })), Say(1, "env-canary-118 told"));
        await using var silo = await SiloHost.StartAsync(services => { leak.Use(services); broken.Use(services); }, script.Settings);
        await silo.Client.Secrets.SetAsync(new SetSecret { Name = "SHOP", Value = Canary });
        await silo.CreateAsync("""
            id: helped
            agents: {helper: {instructions: "Help.", tools: [leak, {name: broken, on_error: continue}]}}
            states:
              - {name: work, type: agent, agent: helper, task: "Work", end: true}
            """);

        var started = await silo.Client.Executions.StartAsync(
            new StartExecution("helped") { Inputs = JsonSerializer.SerializeToElement(new { }), Env = new Dictionary<string, string> { ["A"] = "env-canary-118" } }, TimeSpan.FromSeconds(30));

        started.Outputs!.Value.GetString().ShouldBe("[redacted] told");
        var events = await silo.Http.GetStringAsync($"/api/v1/executions/{started.Id}/events?limit=200");
        events.ShouldContain("[redacted] and [redacted] and " + started.Id);
        events.ShouldContain("refused [redacted]");
        events.ShouldNotContain("canary");
    }
}
