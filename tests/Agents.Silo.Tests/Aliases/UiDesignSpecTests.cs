using System.Net;
using System.Text.Json;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Aliases;

/// <summary>The calls of the pages' specifications, as they write them.</summary>
public sealed class UiDesignSpecTests
{
    private const string Register = """{"deployment_id": "my-workflow-deployment", "deployment_name": "My Workflow Deployment", "host": "localhost", "port": 8080}""";

    [Fact]
    public async Task AbsorbedFromOrchestrator_RegistersAndDeregisters()
    {
        await using var server = await OlderServer.StartAsync();

        var registered = await server.SendAsync("POST", "/deployments/register", Register);
        await server.SendAsync("DELETE", "/deployments/my-workflow-deployment");

        (registered.Text("deployment_id"), registered.Text("deployment_name"), registered.Text("host"), registered.GetProperty("port").GetInt32())
            .ShouldBe(("my-workflow-deployment", "My Workflow Deployment", "localhost", 8080));
        (registered.GetProperty("ttl_seconds").GetInt32(), registered.GetProperty("is_alive").GetBoolean()).ShouldBe((60, true));
        registered.TryGetProperty("registered_at", out _).ShouldBeTrue();
        (await server.Silo.Client.Deployments.ListAsync()).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task AbsorbedFromOrchestrator_ShowsSchemaAndExecutes()
    {
        await using var server = await OlderServer.StartAsync(Definitions.TwoSteps);
        await server.SendAsync("POST", "/api/v1/deployments", """{"workflow_id": "two-steps", "id": "research-bot-prod"}""", HttpStatusCode.Created);

        var schema = await server.SendAsync("GET", "/deployments/research-bot-prod/schema");
        var execution = await server.SendAsync("POST", "/deployments/research-bot-prod/execute", """{"inputs": {"topic": "AI Safety", "words": 3}, "env": {"OPENAI_API_KEY": "k"}}""", HttpStatusCode.Created);

        schema.GetProperty("fields").EnumerateArray().Select(static field => field.Text("name")).ShouldBe(["topic", "words"]);
        (execution.Text("status"), execution.Text("deployment_id"), execution.Text("workflow_name")).ShouldBe(("completed", "research-bot-prod", "Two steps"));
        execution.GetProperty("total_tokens").ValueKind.ShouldBe(JsonValueKind.Number);
        execution.GetProperty("error_message").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task StatusStream_TellsWorkflowsAgentsAndSystem()
    {
        await using var server = await OlderServer.StartAsync();
        await server.SendAsync("POST", "/deployments/register", Register);

        var status = await FirstAsync(server, "/status/stream");

        status.GetProperty("workflows").ValueKind.ShouldBe(JsonValueKind.Object);
        (status.GetProperty("agents").GetProperty("alive").GetInt32(), status.GetProperty("agents").GetProperty("dead").GetInt32()).ShouldBe((1, 0));
        status.GetProperty("system").Text("status").ShouldBe("ready");
    }

    private static async Task<JsonElement> FirstAsync(OlderServer server, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/event-stream" } } };
        using var reply = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        reply.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var lines = new StreamReader(await reply.Content.ReadAsStreamAsync());
        (await lines.ReadLineAsync()).ShouldBe("event: status");
        return JsonDocument.Parse((await lines.ReadLineAsync())!["data: ".Length..]).RootElement;
    }
}
