using Agents.ServiceDefaults.Aliases;

namespace Agents.Gateway.Tests.Routes;

public class AliasesTests
{
    [Theory]
    [InlineData("GET", "/api/v1/workflow-runs", "/api/v1/executions", Alias.WorkflowRuns)]
    [InlineData("POST", "/api/v1/workflow-runs/exec 1/signals", "/api/v1/executions/exec%201/signals", Alias.WorkflowRuns)]
    [InlineData("GET", "/api/v1/workflow-approvals", "/api/v1/approvals", Alias.WorkflowRuns)]
    [InlineData("PUT", "/api/deployments/a", "/api/v1/deployments/a", Alias.Designs)]
    [InlineData("GET", "/API/Deployments/a/logs", "/api/v1/deployments/a/logs", Alias.Designs)]
    [InlineData("POST", "/runs", "/api/v1/executions", Alias.Runs)]
    [InlineData("GET", "/runs/e/artifacts", "/api/v1/executions/e/artifacts", Alias.Runs)]
    [InlineData("GET", "/workflows", "/api/v1/workflows", Alias.Runs)]
    [InlineData("POST", "/settings/secrets", "/api/v1/settings/secrets", Alias.Runs)]
    [InlineData("DELETE", "/deployments/a", "/api/v1/deployments/a", Alias.Registry)]
    [InlineData("GET", "/status/stream", "/api/v1/status/stream", Alias.Status)]
    public async Task OlderPath_LeadsToTheApiAndSaysInWhoseWords(string method, string path, string target, string alias)
    {
        await using var gateway = await TestGateway.StartAsync();

        using var reply = await SendAsync(gateway, method, path, "application/json");

        (await reply.Content.ReadAsStringAsync()).ShouldBe($"silo {target}");
        gateway.Silo.LastHeaders[Alias.Header].ToString().ShouldBe(alias);
    }

    [Theory]
    [InlineData("GET", "/workflows", "text/html")]
    [InlineData("POST", "/settings/secrets", "text/html,*/*")]
    [InlineData("GET", "/deployments", "application/json")]
    [InlineData("GET", "/deployments/register", "application/json")]
    [InlineData("GET", "/workflows/a", "application/json")]
    [InlineData("POST", "/workflows", "application/json")]
    [InlineData("GET", "/runs", "application/json")]
    public async Task PageOrPathOfNoAlias_IsTheDashboards(string method, string path, string accept)
    {
        await using var gateway = await TestGateway.StartAsync();

        using var reply = await SendAsync(gateway, method, path, accept);

        (await reply.Content.ReadAsStringAsync()).ShouldBe($"dashboard {path}");
    }

    [Fact]
    public async Task AliasThatAClientClaims_IsNotPassedOn()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/executions") { Headers = { { Alias.Header, Alias.Runs } } };

        using var reply = await gateway.Http.SendAsync(request);

        gateway.Silo.LastHeaders.ContainsKey(Alias.Header).ShouldBeFalse();
    }

    [Fact]
    public async Task RunInABrowser_IsSentToItsPage()
    {
        await using var gateway = await TestGateway.StartAsync();

        using var reply = await SendAsync(gateway, "GET", "/runs/a%2Fb/artifacts", "text/html");

        reply.Headers.Location!.OriginalString.ShouldBe("/executions/a%2Fb/artifacts");
    }

    private static async Task<HttpResponseMessage> SendAsync(TestGateway gateway, string method, string path, string accept)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { "Accept", accept } } };
        return await gateway.Http.SendAsync(request);
    }
}
