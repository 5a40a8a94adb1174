using System.Net;
using System.Text.Json;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Client.Problems;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Executions;

public sealed class TimelineTests
{
    private const string Each = """
        id: each
        name: Each
        states:
          - name: all
            type: foreach
            itemsPath: input.names
            itemName: it
            iterator: {states: [{name: keep, type: transform, expression: "it", resultPath: kept, end: true}]}
            end: true
        """;

    [Theory]
    [InlineData("?format=jsonl", "*/*")]
    [InlineData("", "application/x-ndjson")]
    public async Task Events_AsJsonLines_AreTheWholeJournal(string query, string accept)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Each);
        var execution = await silo.RunAsync("each", new { names = Enumerable.Range(0, 400).ToArray() });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/executions/{execution.Id}/events{query}");
        request.Headers.Accept.ParseAdd(accept);

        using var reply = await silo.Http.SendAsync(request);

        reply.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        var lines = (await reply.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        execution.LastSeq.ShouldBeGreaterThan(1_000);
        lines.Select(static line => JsonSerializer.Deserialize(line, AgentsJson.Wire.EventRecord)!.Seq).ShouldBe(Enumerable.Range(1, (int)execution.LastSeq).Select(static seq => (long)seq));
    }

    [Fact]
    public async Task Events_OfNothing_AreNotFound()
    {
        await using var silo = await SiloHost.StartAsync();
        using var output = new MemoryStream();

        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Executions.ExportEventsAsync("gone", output))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await silo.Http.GetAsync("/api/v1/executions/gone/events?format=xml")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Context_OfABranch_IsItsOwnWhileItIsOpen()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Each);
        var execution = await silo.RunAsync("each", new { names = new[] { "a", "b" } });
        var events = (await silo.Client.Executions.GetEventsAsync(execution.Id, limit: 200)).Items;
        var kept = events.First(static happened => happened.Type == EventTypes.StepEvaluated).Seq;

        var inside = await silo.Client.Executions.GetContextAsync(execution.Id, kept, "all#1/0");
        var outside = await silo.Client.Executions.GetContextAsync(execution.Id, kept);

        inside.Context.GetProperty("kept").GetString().ShouldBe("a");
        outside.Context.TryGetProperty("kept", out _).ShouldBeFalse();
        outside.OpenBranches.ShouldBe(["all#1/0"]);
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Executions.GetContextAsync(execution.Id, kept, "all#1/9"))).Message.ShouldContain("all#1/0");
    }

    [Fact]
    public async Task RunningExecution_KeepsItsVersionWhenANewOneIsStored()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Silence(), OpenAIAnswer.Text("drafted"), OpenAIAnswer.Text("polished"));
        await using var silo = await SiloHost.StartAsync("--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "m");
        await silo.CreateAsync(Definitions.TwoSteps.Replace("instructions: \"Write.\"", "instructions: \"Write.\", model: openai/m"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var execution = await silo.Client.Executions.StartAsync(new StartExecution("two-steps") { Inputs = JsonElement.Parse("""{"topic":"tea"}""") });
        await model.ArrivalAsync(patience.Token);
        await silo.CreateAsync(Definitions.TwoSteps.Replace("instructions: \"Write.\"", "instructions: \"Write.\", model: openai/m").Replace("Polish it", "Something else"));
        await silo.RestartAsync();

        var ended = await silo.EndAsync(execution.Id);

        ended.Status.ShouldBe("completed");
        ended.WorkflowVersion.ShouldBe(1);
        model.Requests[^1].LastMessage.ShouldContain("Polish it");
        (await silo.Http.GetStringAsync($"/api/v1/executions/{execution.Id}/definition")).ShouldContain("Polish it");
    }
}
