namespace Agents.Dashboard.Tests;

public sealed class SmokeTests
{
    [Theory]
    [InlineData("/executions")]
    [InlineData("/executions/exec_article?step=step_research")]
    [InlineData("/workflows")]
    [InlineData("/workflows/article_writer")]
    [InlineData("/workflows/article_writer/run?sample=true")]
    [InlineData("/workflows/new")]
    [InlineData("/status")]
    [InlineData("/executions/exec_article/live?seq=5")]
    [InlineData("/fragments/executions?until=2026-11-21T14:00:00Z")]
    [InlineData("/nothing")]
    [InlineData("/executions/none")]
    [InlineData("/css/tokens.css")]
    public async Task Page(string path)
    {
        await using var server = await DashboardServer.StartFilledAsync();
        var reply = await server.Client.GetAsync(path);
        var text = await reply.Content.ReadAsStringAsync();
        File.WriteAllText($"/tmp/dash{path.Replace('/', '_').Replace('?', '_')}.html", text);
        ((int)reply.StatusCode).ShouldBe(path is "/nothing" or "/executions/none" ? 404 : 200, text);
    }
}
