using System.Net;
using System.Text.Json;
using Agents.Client.Executions;
using Agents.Client.Problems;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Executions.Forks;

public sealed class RerunTests
{
    private const string Three = """
        id: three
        name: Three
        inputSchema: {type: object, properties: {topic: {type: string}}}
        agents: {writer: {instructions: "Write.", model: openai/gpt-4o-mini}}
        states:
          - {name: draft, type: agent, agent: writer, task: "Draft {{ input.topic }}", next: improve}
          - {name: improve, type: agent, agent: writer, task: "Improve {{ steps.draft.output }} on {{ input.topic }}", next: polish}
          - {name: polish, type: agent, agent: writer, task: "Polish {{ steps.improve.output }}", end: true}
        """;

    private const string Each = """
        id: each
        name: Each
        agents: {writer: {instructions: "Write.", model: openai/gpt-4o-mini}}
        states:
          - name: all
            type: foreach
            itemsPath: input.names
            itemName: it
            continueOnError: true
            outputAggregation: array
            iterator: {states: [{name: write, type: agent, agent: writer, task: "About {{ it }}", retry: {maxAttempts: 1}, end: true}]}
            end: true
        """;

    [Fact]
    public async Task FromAStep_AsksOnlyForWhatComesAfterAndSaysWhatWasSaved()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(Text("one"), Text("two"), Text("three"), Text("TWO"), Text("THREE"));
        await using var silo = await StartAsync(model);
        await silo.CreateAsync(Three);
        var parent = await silo.RunAsync("three", new { topic = "tea" });
        model.Requests.Count.ShouldBe(3);

        var preview = await silo.Client.Executions.PreviewRerunAsync(parent.Id, new RerunExecution { FromStep = "improve" });
        var fork = await silo.Client.Executions.RerunAsync(parent.Id, new RerunExecution { FromStep = "improve" }, TimeSpan.FromSeconds(60));

        preview.ShouldBe(fork.ForkedFrom);
        model.Requests.Count.ShouldBe(5);
        fork.Status.ShouldBe("completed");
        fork.Outputs!.Value.GetString().ShouldBe("THREE");
        fork.ModelCalls.ShouldBe(2);
        fork.ForkedFrom.ShouldNotBeNull();
        fork.ForkedFrom.ExecutionId.ShouldBe(parent.Id);
        fork.ForkedFrom.ReusedSteps.ShouldBe(1);
        fork.ForkedFrom.ReusedModelCalls.ShouldBe(1);
        fork.ForkedFrom.ReusedTokens.Total.ShouldBe(parent.TotalTokens.Total / 3);
        fork.TotalTokens.Total.ShouldBe(parent.TotalTokens.Total / 3 * 2);
        (fork.ForkedFrom.ReusedCostUsd + fork.TotalCostUsd).ShouldBe(parent.TotalCostUsd);
        var steps = (await silo.Client.Executions.GetStepsAsync(fork.Id)).Items;
        steps.Select(static step => (step.State, step.Reused)).ShouldBe([("draft", true), ("improve", false), ("polish", false)]);
        Tables.Count(silo, $"SELECT count(*) FROM execution_steps WHERE execution_id = '{fork.Id}'").ShouldBe(3);
        Tables.Count(silo, $"SELECT sum(input_tokens + output_tokens) FROM execution_steps WHERE execution_id = '{fork.Id}'").ShouldBe(fork.TotalTokens.Total);
        (await silo.Client.Executions.GetAsync(parent.Id)).LastSeq.ShouldBe(parent.LastSeq);
        (await silo.Client.Executions.GetForksAsync(parent.Id)).Items.Select(static found => found.Id).ShouldBe([fork.Id]);
    }

    [Fact]
    public async Task WithoutABody_DoesEverythingAgain()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(Text("x"));
        await using var silo = await StartAsync(model);
        await silo.CreateAsync(Three);
        var parent = await silo.RunAsync("three", new { topic = "tea" });

        using var reply = await silo.PostAsync($"/api/v1/executions/{parent.Id}/rerun", "", headers: ("Prefer", "wait=60"));

        reply.StatusCode.ShouldBe(HttpStatusCode.Created);
        model.Requests.Count.ShouldBe(6);
        var body = JsonElement.Parse(await reply.Content.ReadAsStringAsync());
        body.GetProperty("inputs").GetProperty("topic").GetString().ShouldBe("tea");
        body.GetProperty("forked_from").GetProperty("at_seq").GetInt64().ShouldBe(0);
        body.GetProperty("forked_from").GetProperty("reused_tokens").GetProperty("total").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task FailedItem_IsAskedForAlone()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(Text("a"), OpenAIAnswer.Error(400), Text("c"), Text("b"));
        await using var silo = await StartAsync(model);
        await silo.CreateAsync(Each);
        var parent = await silo.RunAsync("each", new { names = new[] { "a", "b", "c" } });
        parent.Outputs!.Value[1].TryGetProperty("error", out _).ShouldBeTrue();

        var fork = await silo.Client.Executions.RerunAsync(parent.Id, new RerunExecution { FromStep = "write" }, TimeSpan.FromSeconds(60));

        model.Requests.Count.ShouldBe(4);
        fork.Outputs!.Value.GetRawText().ShouldBe("""["a","b","c"]""");
    }

    [Fact]
    public async Task OtherInputsVersionAndModel_AreForTheRest()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(Text("x"));
        await using var silo = await StartAsync(model);
        await silo.CreateAsync(Three);
        var parent = await silo.RunAsync("three", new { topic = "tea" });
        await silo.CreateAsync(Three.Replace("Polish", "Shine"));

        var fork = await silo.Client.Executions.RerunAsync(
            parent.Id,
            new RerunExecution { FromStep = "improve", Inputs = JsonElement.Parse("""{"topic":"coffee"}"""), Version = 2, Overrides = new ExecutionOverridesRecord(null, "gpt-4o") },
            TimeSpan.FromSeconds(60));

        fork.WorkflowVersion.ShouldBe(2);
        fork.Inputs.GetProperty("topic").GetString().ShouldBe("coffee");
        var asked = model.Requests.Skip(3).Select(static request => request.Body.GetRawText()).ToList();
        asked.ShouldAllBe(static body => body.Contains("gpt-4o\"", StringComparison.Ordinal));
        asked[0].ShouldContain("on coffee");
        asked[1].ShouldContain("Shine");
    }

    [Fact]
    public async Task ReusedKey_IsOneFork()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);
        var parent = await silo.RunAsync("two-steps", new { topic = "tea" });
        var rerun = new RerunExecution { FromStep = "polish" };

        var first = await silo.Client.Executions.RerunAsync(parent.Id, rerun, TimeSpan.FromSeconds(60), "k");
        var second = await silo.Client.Executions.RerunAsync(parent.Id, rerun, TimeSpan.FromSeconds(60), "k");

        second.Id.ShouldBe(first.Id);
        (await silo.Client.Executions.GetForksAsync(parent.Id)).Items.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"from_step":"nowhere"}""", 400, "no step 'nowhere'")]
    [InlineData("""{"at_seq":0}""", 400, "from 1 to")]
    [InlineData("""{"at_seq":99}""", 400, "from 1 to")]
    [InlineData("""{"at_seq":1,"from_step":"draft"}""", 400, "not both")]
    [InlineData("""{"fromStep":"draft"}""", 400, "from_step")]
    [InlineData("""{"inputs":[]}""", 400, "JSON object")]
    [InlineData("""{"inputs":{"topic":1}}""", 400, "schema")]
    [InlineData("""{"version":7}""", 404, "no version 7")]
    [InlineData("""{"trigger_type":"scheduled"}""", 400, "trigger_type")]
    [InlineData("""{"from_step":"polish","version":2}""", 422, "'polish' does not exist")]
    public async Task WrongRerun_SaysWhatIsWrongAndBeginsNothing(string body, int status, string message)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);
        var parent = await silo.RunAsync("two-steps", new { topic = "tea" });
        await silo.CreateAsync(Definitions.TwoSteps.Replace("polish", "shine").Replace("Polish it", "Shine it"));

        using var reply = await silo.PostAsync($"/api/v1/executions/{parent.Id}/rerun", body);

        ((int)reply.StatusCode).ShouldBe(status, await reply.Content.ReadAsStringAsync());
        JsonElement.Parse(await reply.Content.ReadAsStringAsync()).GetProperty("detail").GetString()!.ShouldContain(message);
        (await silo.Client.Executions.GetForksAsync(parent.Id)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task DisabledWorkflow_IsNotRepeated()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        var parent = await silo.RunAsync("pure");
        await silo.Client.Workflows.DisableAsync("pure");

        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Executions.RerunAsync(parent.Id))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Executions.RerunAsync("gone"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task ForkThatRuns_GoesOnAfterARestart()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(Text("one"), Text("two"), Text("three"), new OpenAIAnswer.Silence(), Text("TWO"), Text("THREE"));
        await using var silo = await StartAsync(model);
        await silo.CreateAsync(Three);
        var parent = await silo.RunAsync("three", new { topic = "tea" });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var arrived = 0; arrived < 3; arrived++)
        {
            await model.ArrivalAsync(patience.Token);
        }

        var fork = await silo.Client.Executions.RerunAsync(parent.Id, new RerunExecution { FromStep = "improve" });
        await model.ArrivalAsync(patience.Token);
        await silo.RestartAsync();
        var ended = await silo.EndAsync(fork.Id);

        ended.Status.ShouldBe("completed");
        ended.ForkedFrom!.ReusedSteps.ShouldBe(1);
        model.Requests.Count.ShouldBe(6);
    }

    private static OpenAIAnswer Text(string text) => OpenAIAnswer.Text(text);

    private static Task<SiloHost> StartAsync(ScriptedOpenAIServer model)
        => SiloHost.StartAsync("--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "m");
}
