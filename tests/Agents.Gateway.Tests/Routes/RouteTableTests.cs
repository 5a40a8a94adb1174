namespace Agents.Gateway.Tests.Routes;

public class RouteTableTests
{
    [Theory]
    [InlineData("/api/v1/workflows", "silo")]
    [InlineData("/api/deployed/daily/report", "silo")]
    [InlineData("/v1/models", "silo")]
    [InlineData("/mcp", "silo")]
    [InlineData("/hooks/github", "silo")]
    [InlineData("/openapi/v1.json", "silo")]
    [InlineData("/docs", "silo")]
    [InlineData("/docs/index.css", "silo")]
    [InlineData("/schemas/workflow.json", "silo")]
    [InlineData("/", "dashboard")]
    [InlineData("/executions/exec_1", "dashboard")]
    [InlineData("/documents", "dashboard")]
    [InlineData("/internal/session", "dashboard")]
    public async Task Path_GoesToItsService(string path, string expected)
    {
        await using var gateway = await TestGateway.StartAsync();

        (await gateway.Http.GetStringAsync(path)).ShouldBe($"{expected} {path}");
    }

    [Fact]
    public async Task WithoutADashboard_TheApiIsThereAndPagesAreNot()
    {
        await using var gateway = await TestGateway.StartAsync(null, "--Gateway:HasDashboard=false", "--AGENTS_DASHBOARD_URL=");

        using var page = await gateway.Http.GetAsync("/executions");

        page.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await page.Content.ReadAsStringAsync()).ShouldContain("agents start");
        (await gateway.Http.GetStringAsync("/api/v1/workflows")).ShouldBe("silo /api/v1/workflows");
        (await gateway.AskUntilAsync("/health", static reply => reply.IsSuccessStatusCode)).Dispose();
    }
}
