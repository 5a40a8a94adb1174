using System.Net;
using Agents.Client.Memory;
using Agents.Client.Problems;
using Agents.Client.Secrets;
using Agents.Core.Formats;
using Agents.Core.Workflows;
using Agents.Silo.Memory;
using Agents.Silo.Models;
using Agents.Silo.Tests.Hosting;
using Agents.Silo.Tests.Tools;
using Agents.Testing.Models;
using Microsoft.Extensions.DependencyInjection;
using static Agents.Silo.Tests.Tools.ScriptFile;

namespace Agents.Silo.Tests.Memory;

public sealed class MemoryTests
{
    private const string Helped = """
        id: helped
        memory: {enabled: true, default_scope: workflow}
        agents: {helper: {instructions: "Help.", tools: [memory_read, memory_write]}}
        states:
          - {name: work, type: agent, agent: helper, task: "Work", end: true}
        """;

    private static readonly MemoryPlace Place = new("workflow", "helped");

    private static MemoryStore Store(SiloHost silo) => silo.Services.GetRequiredService<MemoryStore>();

    private static Task WriteAsync(SiloHost silo, string key, string value, string call, MemoryOptions? options = null)
        => Store(silo).WriteAsync(Place, key, value, options ?? new MemoryOptions(true), call, "e1");

    private static async Task<IReadOnlyList<string>> KeysAsync(SiloHost silo) => [.. (await Store(silo).ReadAsync(Place, null, null, 100)).Select(static row => row.Key)];

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task WhatAnAgentWrites_ItFindsAgain_AndPeopleSeeAndDelete(DatabaseKind kind)
    {
        using var script = new ScriptFile(
            Call(0, ("memory_write", new { key = "tea", value = "likes 50% Earl_Grey" })), Call(1, ("memory_read", new { query = "50% earl_" }), ("memory_read", new { query = "50_ earl%" })), Say(2, "done"));
        await using var silo = await SiloHost.StartAsync(kind, null, script.Settings);
        await silo.CreateAsync(Helped);

        var ended = await silo.RunAsync("helped");

        ended.Status.ShouldBe("completed");
        var calls = (await silo.Client.Executions.GetStepsAsync(ended.Id)).Items.ShouldHaveSingleItem().Attempts[0].ToolCalls;
        // The two that ran at once are recorded as they ended.
        calls.OrderBy(static call => call.Arguments!.Value.GetRawText(), StringComparer.Ordinal).Select(static call => (call.Arguments!.Value.GetRawText(), call.Result!.Value.GetArrayLengthOrZero())).Skip(1)
            .ShouldBe([("""{"query":"50% earl_"}""", 1), ("""{"query":"50_ earl%"}""", 0)], "what looks like a pattern is text");
        var record = (await silo.Client.Memory.ListAsync(new MemoryFilter { Scope = "workflow", Key = "tea", Query = "earl" })).Items.ShouldHaveSingleItem();
        (record.Owner, record.Value.GetString(), record.ExecutionId, record.ExpiresAt).ShouldBe(("helped", "likes 50% Earl_Grey", ended.Id, null));
        (await silo.Client.Memory.ListAsync(new MemoryFilter { Scope = "agent" })).Items.ShouldBeEmpty();

        await silo.Client.Memory.DeleteAsync(record.Id);
        (await silo.Client.Memory.ListAsync(new MemoryFilter())).Items.ShouldBeEmpty();
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Memory.DeleteAsync(record.Id))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Prompt_HasWhatIsRemembered_AndTheAgentHasTheTools()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync("--AGENTS_OPENAI_BASE_URL", model.BaseUrl.ToString(), "--AGENTS_OPENAI_MODEL", "m");
        await silo.CreateAsync(Helped.Replace(", tools: [memory_read, memory_write]", "", StringComparison.Ordinal));
        await silo.CreateAsync(Helped.Replace("id: helped", "id: other", StringComparison.Ordinal));
        await WriteAsync(silo, "tea", "likes Earl Grey", "c1");

        (await silo.RunAsync("helped")).Status.ShouldBe("completed");
        (await silo.RunAsync("other")).Status.ShouldBe("completed");

        var (first, second) = (model.Requests[0].Body.GetRawText(), model.Requests[1].Body.GetRawText());
        first.ShouldContain("likes Earl Grey");
        second.ShouldNotContain("likes Earl Grey");
        var plan = WorkflowLoader.Load(Helped.Replace("memory_read, ", "", StringComparison.Ordinal)).Workflow!;
        var state = plan.States.OfType<AgentState>().Single();
        var request = await silo.Services.GetRequiredService<AgentMemory>().RememberAsync(plan, state, new AgentRequest(state.Definition!, new ModelOptions { Provider = "openai" }, "k"));
        request.Agent.Tools.Select(static tool => tool.Name).ShouldBe(["memory_write", "memory_read"]);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task CallThatIsMadeAgain_ChangesNothing_WhateverWasWrittenMeanwhile(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        await WriteAsync(silo, "a", "first", "c1");
        await WriteAsync(silo, "a", "second", "c2");

        await WriteAsync(silo, "a", "first", "c1");

        (await Store(silo).ReadAsync(Place, "a", null, 10)).ShouldHaveSingleItem().Value.ShouldBe("\"second\"");
    }

    [Fact]
    public async Task OldestGo_WhereThereAreTooMany_AndWhatIsOverIsForgotten()
    {
        var clock = new ManualClock();
        await using var silo = await SiloHost.StartAsync(clock.Use);
        var three = new MemoryOptions(true, "workflow", 3);
        for (var number = 1; number <= 5; number++)
        {
            clock.Offset += TimeSpan.FromSeconds(1);
            await WriteAsync(silo, $"k{number}", "v", $"c{number}", three);
        }

        (await KeysAsync(silo)).ShouldBe(["k5", "k4", "k3"]);

        clock.Offset += TimeSpan.FromSeconds(1);
        await WriteAsync(silo, "brief", "v", "c9", three with { Ttl = TimeSpan.FromHours(1) });
        (await KeysAsync(silo)).ShouldBe(["brief", "k5", "k4"]);
        clock.Offset += TimeSpan.FromHours(2);
        (await KeysAsync(silo)).ShouldBe(["k5", "k4"]);
        (await silo.Client.Memory.ListAsync(new MemoryFilter())).Items.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Secrets_AreNotRemembered()
    {
        using var script = new ScriptFile(Call(0, ("memory_write", new { key = "key", value = "it is canary-44b1c9" })), Say(1, "done"));
        await using var silo = await SiloHost.StartAsync(script.Settings);
        await silo.Client.Secrets.SetAsync(new SetSecret { Name = "SHOP", Value = "canary-44b1c9" });
        await silo.CreateAsync(Helped);

        await silo.RunAsync("helped");

        (await Store(silo).ReadAsync(Place, "key", null, 1)).ShouldHaveSingleItem().Value.ShouldBe("\"it is [redacted]\"");
    }

    [Fact]
    public void Scopes_AreApart()
    {
        MemoryPlace.Of("agent", "w", "s", "a").ShouldBe(new MemoryPlace("agent", "w/a"));
        MemoryPlace.Of("node", "w", "s", "a").ShouldBe(new MemoryPlace("node", "w/s"));
        MemoryPlace.Of("workflow", "w", "s", "a").ShouldBe(new MemoryPlace("workflow", "w"));
    }
}

file static class JsonElements
{
    public static int GetArrayLengthOrZero(this System.Text.Json.JsonElement value) => value.ValueKind == System.Text.Json.JsonValueKind.Array ? value.GetArrayLength() : 0;
}
