using System.Net;
using Agents.Client.Executions;

namespace Agents.Dashboard.Tests.Security;

public sealed class AntiforgeryTests
{
    [Theory]
    [InlineData("/executions/exec_routing", "cancel")]
    [InlineData("/workflows/article_writer/run", "run")]
    [InlineData("/workflows/new", "definition")]
    [InlineData("/preferences", "")]
    public async Task PostWithoutTheToken_IsRefused(string path, string handler)
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var reply = await server.Client.PostAsync(path, new FormUrlEncodedContent([new("_handler", handler), new("theme", "dark"), new("input.topic", "x")]));

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        server.Silo.Started.ShouldBeEmpty();
        server.Silo.Executions["exec_routing"].Detail.Status.ShouldBe(ExecutionStatuses.Running);
    }

    [Fact]
    public async Task Keys_AreTheDashboardsOwn()
    {
        await using var server = await DashboardServer.StartAsync();

        await server.PageAsync("/executions");

        server.Data.GetFiles("dashboard-keys/key-*.xml").Length.ShouldBe(1);
    }

    [Fact]
    public async Task FolderThatCannotBeWritten_IsNoReasonNotToStart()
    {
        var file = Path.GetTempFileName();
        await using var server = await DashboardServer.StartAsync($"--AGENTS_DATA={file}");

        (await server.PageAsync("/executions")).Status.ShouldBe(HttpStatusCode.OK);

        File.Delete(file);
    }

    [Fact]
    public async Task Token_IsAskedForAndSentOn()
    {
        await using var server = await DashboardServer.StartAsync("--AGENTS_INTERNAL_TOKEN=s3cret");

        (await server.Client.GetAsync("/executions")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/executions");
        request.Headers.Add("X-Agents-Internal-Token", "s3cret");
        request.Headers.Add("X-Agents-Principal", "user:ada");
        (await server.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);

        server.Silo.RequestHeaders.ShouldAllBe(headers => headers["X-Agents-Internal-Token"] == "s3cret" && headers["X-Agents-Principal"] == "user:ada");
        server.Silo.RequestHeaders.ShouldNotBeEmpty();
    }
}
