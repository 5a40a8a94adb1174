using System.Net;
using System.Text.Json;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Executions;

public sealed class StartTests
{
    [Fact]
    public async Task Start_WithWait_AnswersWithTheEndedExecution()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);

        var execution = await silo.RunAsync("two-steps", new { topic = "tea" });

        execution.Status.ShouldBe("completed");
        execution.Inputs.GetProperty("words").GetInt32().ShouldBe(50);
        execution.ModelCalls.ShouldBe(2);
        execution.TotalTokens.Total.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Start_WithoutWait_AnswersAtOnceAndRunsOn()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);

        using var reply = await silo.PostAsync("/api/v1/executions", """{"workflow_id":"two-steps","inputs":{"topic":"tea"}}""");

        reply.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        reply.Headers.Location!.ToString().ShouldBe($"/api/v1/executions/{id}");
        (await silo.EndAsync(id)).Status.ShouldBe("completed");
    }

    [Theory]
    [InlineData("""{"workflowId":"two-steps","input":{"topic":"x"}}""")]
    [InlineData("""{"workflow_id":"two-steps","input_data":{"topic":"x"},"mode":"full"}""")]
    public async Task Start_WithOlderNames_IsUnderstood(string body)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);

        using var reply = await silo.PostAsync("/api/v1/executions", body, headers: ("Prefer", "wait=60"));

        (await reply.Content.ReadAsStringAsync()).ShouldContain("\"status\":\"completed\"");
    }

    [Theory]
    [InlineData("not json", "not JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("{}", "workflow_id")]
    [InlineData("""{"workflow_id":"two-steps","colour":1}""", "colour")]
    [InlineData("""{"workflow_id":"two-steps","inputs":[]}""", "'inputs' is an object")]
    [InlineData("""{"workflow_id":"two-steps","version":0}""", "from 1")]
    [InlineData("""{"workflow_id":"two-steps","run_mode":"fast"}""", "run_mode")]
    [InlineData("""{"workflow_id":"two-steps","inputs":{}}""", "schema")]
    public async Task Start_WithAWrongBody_SaysWhatIsWrong(string body, string message)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);

        using var reply = await silo.PostAsync("/api/v1/executions", body);

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        reply.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await reply.Content.ReadAsStringAsync()).ShouldContain(message);
    }

    [Fact]
    public async Task Start_OfAnUnknownWorkflow_IsNotFound()
    {
        await using var silo = await SiloHost.StartAsync();

        using var reply = await silo.PostAsync("/api/v1/executions", """{"workflow_id":"nothing"}""");

        reply.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task ValidateOnly_StartsNothing()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);

        using var reply = await silo.PostAsync("/api/v1/executions", """{"workflow_id":"two-steps","inputs":{"topic":"x"},"run_mode":"validate_only"}""");

        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await silo.Client.Executions.ListAsync(new())).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task IdempotencyKey_StartsOnceAndRefusesAnotherBody()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);
        const string Body = """{"workflow_id":"two-steps","inputs":{"topic":"x"}}""";
        (string, string)[] headers = [("Idempotency-Key", "k1"), ("Prefer", "wait=60")];

        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => silo.PostAsync("/api/v1/executions", Body, headers: headers)));
        using var other = await silo.PostAsync("/api/v1/executions", """{"workflow_id":"two-steps","inputs":{"topic":"y"}}""", headers: headers);

        var ids = await Task.WhenAll(replies.Select(async reply => JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()));
        ids.Distinct().ShouldHaveSingleItem();
        (await silo.Client.Executions.ListAsync(new())).Items.ShouldHaveSingleItem();
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await other.Content.ReadAsStringAsync()).ShouldContain("idempotency_mismatch");
    }

    [Fact]
    public async Task Start_OfAStateThatCanNeverBeDone_FailsBeforeAnyModelCall()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync("""
            id: later
            name: Later
            agents: {a: {instructions: "x"}}
            states:
              - {name: ask, type: agent, agent: a, task: t, next: pause}
              - {name: pause, type: human_approval, message: "Go?", approvers: ["user:ada"], quorum: 2, end: true}
            """);

        var execution = await silo.RunAsync("later");

        execution.Status.ShouldBe("failed");
        execution.Error!.Message.ShouldContain("'pause'");
        execution.ModelCalls.ShouldBe(0);
    }
}
