using System.Net;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Aliases;

/// <summary>The calls of the data flow's specification, as it writes them.</summary>
public sealed class DataFlowSpecTests
{
    private const string Learn = """
        id: learn_agentic_ai
        name: Learn Agentic AI
        description: Notes and a plan
        persona: student
        inputSchema: {type: object, required: [learning_goal], properties: {learning_goal: {type: string}}}
        agents:
          teacher: {instructions: "Teach."}
        states:
          - {name: teach, type: agent, agent: teacher, task: "Teach {{ input.learning_goal }}", end: true}
        """;

    [Fact]
    public async Task Section1_Settings_ProvidersAndSecrets()
    {
        await using var server = await OlderServer.StartAsync();

        var providers = await server.SendAsync("GET", "/settings/providers");
        var stored = await server.SendAsync("POST", "/settings/secrets", """{"name": "API_TOKEN", "value": "t0p-s3cret"}""");

        providers.EnumerateArray().Select(static provider => provider.Text("name")).ShouldContain("openai");
        providers[0].TryGetProperty("connected", out _).ShouldBeTrue();
        stored.TryGetProperty("updated_at", out _).ShouldBeTrue();
        stored.GetRawText().ShouldNotContain("t0p-s3cret");
        (await server.Silo.Client.Secrets.ListAsync()).ShouldHaveSingleItem().Name.ShouldBe("API_TOKEN");
    }

    [Fact]
    public async Task Section2_WorkflowDiscovery_IsAListByPersona()
    {
        await using var server = await OlderServer.StartAsync(Learn, Definitions.Pure);

        var workflows = await server.SendAsync("GET", "/workflows?persona=student");

        var only = workflows.EnumerateArray().ShouldHaveSingleItem();
        (only.Text("id"), only.Text("name"), only.Text("description")).ShouldBe(("learn_agentic_ai", "Learn Agentic AI", "Notes and a plan"));
        only.GetProperty("schema_summary").GetProperty("fields")[0].GetString().ShouldBe("learning_goal");
        (await server.SendAsync("GET", "/workflows")).GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task ListThatIsNotWhole_LinksToTheRest()
    {
        await using var server = await OlderServer.StartAsync(Learn, Definitions.Pure, Definitions.TwoSteps);

        using var first = await server.Http.GetAsync("/workflows?limit=2&q=e");
        var rest = await server.SendAsync("GET", "/workflows" + first.Headers.GetValues("Link").Single().Split('<', '>')[1]);

        rest.EnumerateArray().Select(static workflow => workflow.Text("id")).ShouldBe(["two-steps"]);
    }

    [Fact]
    public async Task Section3_WorkflowExecution_FromSchemaToArtifacts()
    {
        await using var server = await OlderServer.StartAsync(Learn);

        var schema = await server.SendAsync("GET", "/workflows/learn_agentic_ai/schema");
        var created = await server.SendAsync(
            "POST", "/runs", """{"workflow_id": "learn_agentic_ai", "inputs": {"learning_goal": "agents"}, "run_mode": "test_run"}""", HttpStatusCode.Created);
        var id = created.Text("run_id")!;
        await server.Silo.EndAsync(id);
        var run = await server.SendAsync("GET", $"/runs/{id}");
        var artifacts = await server.SendAsync("GET", $"/runs/{id}/artifacts");

        schema.GetProperty("fields")[0].Text("name").ShouldBe("learning_goal");
        created.Text("id").ShouldBe(id);
        (run.Text("status"), run.Text("run_mode")).ShouldBe(("completed", "test_run"));
        run.GetProperty("artifacts").EnumerateArray().Select(static file => file.Text("name")).ShouldBe(["logs.txt", "metadata.json", "notes.md", "trace.json"]);
        artifacts.Text("notes")!.ShouldStartWith("# Learn Agentic AI");
        artifacts.GetProperty("trace").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object);
    }

    [Fact]
    public async Task Section8_StreamingResponse_IsServerSentEvents()
    {
        await using var server = await OlderServer.StartAsync(Definitions.Pure);
        var id = (await server.SendAsync("POST", "/runs", """{"workflow_id": "pure"}""", HttpStatusCode.Created)).Text("run_id");

        (await server.Http.GetStringAsync($"/runs/{id}/stream")).ShouldContain("event: execution.completed");
    }

    [Fact]
    public async Task Section6_ErrorHandling_TellsTheCategory()
    {
        await using var server = await OlderServer.StartAsync(Learn);

        (await server.SendAsync("POST", "/runs", """{"workflow_id": "learn_agentic_ai", "inputs": {}}""", HttpStatusCode.BadRequest)).Text("code").ShouldBe("validation_error");
        (await server.SendAsync("GET", "/runs/nobody", null, HttpStatusCode.NotFound)).Text("code").ShouldBe("not_found");
    }

    [Theory]
    [InlineData("/workflows?persona=student", "page /workflows")]
    [InlineData("/workflows/learn_agentic_ai/schema", "page /workflows/learn_agentic_ai/schema")]
    [InlineData("/settings/providers", "page /settings/providers")]
    [InlineData("/deployments/a/schema", "page /deployments/a/schema")]
    [InlineData("/status/stream", "page /status/stream")]
    public async Task PathOfAPage_IsThePageForABrowser(string path, string page)
    {
        await using var server = await OlderServer.StartAsync();

        (await server.BrowseAsync(path)).ShouldBe((HttpStatusCode.OK, page, null));
    }

    [Fact]
    public async Task RunForABrowser_IsItsExecution()
    {
        await using var server = await OlderServer.StartAsync();

        (await server.BrowseAsync("/runs/abc-123-def")).ShouldBe((HttpStatusCode.Redirect, "", "/executions/abc-123-def"));
    }
}
