using System.Net;
using System.Net.Http.Json;
using Agents.Client.Containers;
using Agents.Client.Json;

namespace Agents.Cli.Tests.Containers;

public sealed class ServedRunsTests
{
    private const string Sum = """
        id: sum
        name: Sum
        inputSchema: {type: object, required: [a], properties: {a: {type: integer}}}
        states:
          - {name: only, type: transform, expression: "{'x': ctx.a + 1}", end: true}
        """;

    private const string Waiting = """
        id: waiting
        states:
          - {name: hold, type: signal, signal: go, end: true}
        """;

    [Fact]
    public async Task Run_EndsWithOutputsAndSteps()
    {
        await using var container = await ServedContainer.StartAsync(Sum);

        var run = await RunAsync(container, """{"inputs": {"a": 1}}""");
        var again = await container.Http.GetFromJsonAsync($"runs/{run.Id}", AgentsJson.Wire.RunRecord);

        run.Status.ShouldBe("completed");
        run.Outputs!.Value.GetRawText().ShouldBe("""{"x":2}""");
        run.Steps.ShouldHaveSingleItem().State.ShouldBe("only");
        (run.DurationSeconds is not null, run.HasMoreSteps).ShouldBe((true, false));
        again!.Outputs!.Value.GetRawText().ShouldBe("""{"x":2}""");
    }

    [Fact]
    public async Task SameKey_RunsOnce()
    {
        await using var container = await ServedContainer.StartAsync(Sum);

        var first = await RunAsync(container, """{"inputs": {"a": 1}, "idempotency_key": "k"}""");
        var second = await RunAsync(container, """{"inputs": {"a": 1}, "idempotency_key": "k"}""");
        using var other = await PostAsync(container, """{"inputs": {"a": 2}, "idempotency_key": "k"}""");

        second.Id.ShouldBe(first.Id);
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("""{"inputs": {"a": "one"}}""", "a")]
    [InlineData("""{"input": {}}""", "inputs")]
    [InlineData("""{"inputs": """, "inputs")]
    public async Task WrongBody_IsRefusedWithItsReason(string body, string named)
    {
        await using var container = await ServedContainer.StartAsync(Sum);

        using var reply = await PostAsync(container, body);

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await reply.Content.ReadFromJsonAsync(AgentsJson.Wire.ProblemRecord);
        $"{problem!.Detail} {string.Join(' ', (problem.Diagnostics ?? []).Select(static one => one.Path + one.Message))}".ShouldContain(named);
    }

    [Fact]
    public async Task Form_IsNoRun()
    {
        await using var container = await ServedContainer.StartAsync(Sum);

        using var reply = await container.Http.PostAsync("run", new FormUrlEncodedContent([KeyValuePair.Create("a", "1")]));

        reply.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task WaitingRun_IsAccepted_ThenCancelled()
    {
        await using var container = await ServedContainer.StartAsync(Waiting);

        using var accepted = await PostAsync(container, "{}", prefer: "respond-async");
        var run = await accepted.Content.ReadFromJsonAsync(AgentsJson.Wire.RunRecord);
        using var cancelled = await container.Http.PostAsync($"runs/{run!.Id}/cancel", null);
        var after = await cancelled.Content.ReadFromJsonAsync(AgentsJson.Wire.RunRecord);
        var events = await container.Http.GetStringAsync($"runs/{run.Id}/events");

        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        accepted.Headers.Location!.ToString().ShouldBe($"runs/{run.Id}");
        after!.Status.ShouldBe("cancelled");
        events.ShouldContain("id: 1\n");
        events.ShouldContain("execution.cancelled");
    }

    [Fact]
    public async Task UnknownRun_IsNotFound()
    {
        await using var container = await ServedContainer.StartAsync(Sum);

        using var reply = await container.Http.GetAsync("runs/none");
        using var events = await container.Http.GetAsync("runs/none/events");

        (reply.StatusCode, events.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Pages_TellOfTheWorkflowAlone()
    {
        await using var container = await ServedContainer.StartAsync(Sum);
        await RunAsync(container, """{"inputs": {"a": 1}}""");

        var schema = await container.Http.GetStringAsync("schema");
        var docs = await container.Http.GetStringAsync("");
        var metrics = await container.Http.GetStringAsync("metrics");
        var health = await container.Http.GetFromJsonAsync("health", AgentsJson.Wire.HealthRecord);
        using var engine = await container.Http.GetAsync("api/v1/executions");

        schema.ShouldContain("\"workflow_id\":\"sum\"");
        docs.ShouldContain("<h1 dir=\"auto\">Sum</h1>");
        metrics.ShouldContain("agents_runs{status=\"completed\"} 1\n");
        health!.Status.ShouldBe("ready");
        engine.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Key_IsAskedForWhereThereIsOne()
    {
        await using var container = await ServedContainer.StartAsync(Sum, static options => options with { Key = "shop-key" });

        using var none = await PostAsync(container, """{"inputs": {"a": 1}}""");
        using var health = await container.Http.GetAsync("health");
        container.Http.DefaultRequestHeaders.Add("Authorization", "Bearer wrong");
        using var wrong = await container.Http.GetAsync("schema");
        container.Http.DefaultRequestHeaders.Remove("Authorization");
        container.Http.DefaultRequestHeaders.Add("X-API-Key", "shop-key");
        using var right = await PostAsync(container, """{"inputs": {"a": 1}}""");

        (none.StatusCode, health.StatusCode, wrong.StatusCode, right.StatusCode)
            .ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK));
    }

    private static async Task<RunRecord> RunAsync(ServedContainer container, string body)
    {
        using var reply = await PostAsync(container, body);
        reply.StatusCode.ShouldBe(HttpStatusCode.OK, await reply.Content.ReadAsStringAsync());
        return (await reply.Content.ReadFromJsonAsync(AgentsJson.Wire.RunRecord))!;
    }

    private static async Task<HttpResponseMessage> PostAsync(ServedContainer container, string body, string? prefer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "run") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        if (prefer is not null)
        {
            request.Headers.Add("Prefer", prefer);
        }

        return await container.Http.SendAsync(request);
    }
}
