using System.Net;
using System.Text.Json;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Aliases;

/// <summary>The calls of the deployment system's specification, as its <c>deploymentApi</c> makes them.</summary>
public sealed class DeploymentSystemSpecTests
{
    private const string Deploy = """{"design_id": "two-steps", "endpoint_path": "/api/deployed/my-design"}""";

    [Fact]
    public async Task Section2_DeploymentManagement_DeploysListsUpdatesAndDeletes()
    {
        await using var server = await OlderServer.StartAsync(Definitions.TwoSteps);

        var made = await server.SendAsync("POST", "/api/deployments", Deploy, HttpStatusCode.Created);
        var id = made.Text("id")!;
        var listed = (await server.SendAsync("GET", "/api/deployments")).EnumerateArray().ShouldHaveSingleItem();
        var updated = await server.SendAsync("PUT", $"/api/deployments/{id}", """{"status": "inactive"}""");
        var shown = await server.SendAsync("GET", $"/api/deployments/{id}");

        (made.Text("design_id"), made.Text("design_name"), made.Text("endpoint_path"), made.Text("status")).ShouldBe(("two-steps", "Two steps", "/api/deployed/my-design", "active"));
        (listed.Text("id"), listed.Text("endpoint_path"), listed.GetProperty("execution_count").GetInt32()).ShouldBe((id, "/api/deployed/my-design", 0));
        (updated.Text("status"), shown.Text("status")).ShouldBe(("inactive", "inactive"));
        await server.SendAsync("DELETE", $"/api/deployments/{id}");
        (await server.SendAsync("GET", "/api/deployments")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Section2_Execution_ReturnsResultsAndKeepsLogs()
    {
        await using var server = await OlderServer.StartAsync(Definitions.TwoSteps);
        var id = (await server.SendAsync("POST", "/api/deployments", Deploy, HttpStatusCode.Created)).Text("id");

        var executed = await server.SendAsync("POST", $"/api/deployments/{id}/execute", """{"input_data": {"topic": "rain"}}""", HttpStatusCode.Created);
        await server.SendAsync("POST", "/api/deployed/my-design", """{"topic": "sun"}""");
        var logs = await server.SendAsync("GET", $"/api/deployments/{id}/logs?limit=100");
        var log = await server.SendAsync("GET", $"/api/deployments/{id}/logs/{executed.Text("id")}");

        (executed.Text("status"), executed.Text("trigger_type"), executed.Text("deployment_id"), executed.Text("design_id")).ShouldBe(("completed", "manual", id, "two-steps"));
        executed.GetProperty("input_data").Text("topic").ShouldBe("rain");
        executed.GetProperty("result_data").ValueKind.ShouldNotBe(JsonValueKind.Null);
        executed.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
        executed.GetProperty("duration_ms").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        logs.EnumerateArray().Select(static entry => (entry.Text("trigger_type"), entry.Text("status"))).ShouldBe([("api", "completed"), ("manual", "completed")]);
        log.EnumerateObject().Select(static member => member.Name).ShouldBe(
        [
            "id", "deployment_id", "design_id", "execution_id", "status", "trigger_type", "triggered_by", "input_data", "result_data", "error", "started_at", "completed_at", "duration_ms",
        ]);
        log.GetRawText().ShouldBe(executed.GetRawText());
        await server.SendAsync("GET", $"/api/deployments/other/logs/{executed.Text("id")}", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task ApiIntegration_UndefinedInputIsNone()
    {
        await using var server = await OlderServer.StartAsync(Definitions.Pure);
        var id = (await server.SendAsync("POST", "/api/deployments", """{"design_id": "pure", "endpoint_path": "sums"}""", HttpStatusCode.Created)).Text("id");

        (await server.SendAsync("POST", $"/api/deployments/{id}/execute", "{}", HttpStatusCode.Created)).GetProperty("result_data").GetProperty("n").GetInt32().ShouldBe(4);
    }
}
