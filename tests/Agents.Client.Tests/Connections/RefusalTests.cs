using Agents.Client.Problems;
using Microsoft.AspNetCore.Http;

namespace Agents.Client.Tests.Connections;

public sealed class RefusalTests
{
    [Fact]
    public async Task AProxysPage_BecomesAProblemWithoutItsMarkup()
    {
        await using var server = await ScriptedServer.StartAsync(answers: Text("<html><body>Bad gateway</body></html>", 502));

        var refusal = await Should.ThrowAsync<AgentsApiException>(() => server.Client.GetStatusAsync());

        refusal.Problem.Status.ShouldBe(502);
        refusal.Message.ShouldContain("/api/v1/status answered 502");
        refusal.Message.ShouldNotContain("<");
    }

    [Fact]
    public async Task SomethingElseThanJson_IsAFailureThatNamesTheAddress()
    {
        await using var server = await ScriptedServer.StartAsync(answers: Text("welcome to nginx", 200));

        var failure = await Should.ThrowAsync<HttpRequestException>(() => server.Client.GetStatusAsync());

        failure.Message.ShouldContain("/api/v1/status answered 200 with something that is not this API's JSON");
    }

    [Fact]
    public async Task NobodyThere_IsAnHttpRequestException()
    {
        var server = await ScriptedServer.StartAsync();
        var client = server.Client;
        await server.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(() => client.GetStatusAsync());
    }

    [Fact]
    public async Task ConnectionThatBreaksInTheMiddle_IsAnHttpRequestException()
    {
        await using var server = await ScriptedServer.StartAsync(answers: async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("""{"status":""");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        await Should.ThrowAsync<HttpRequestException>(() => server.Client.GetStatusAsync());
    }

    [Fact]
    public async Task Health_Of503IsAResult()
    {
        await using var server = await ScriptedServer.StartAsync(
            answers: ScriptedServer.Reply("""{"status":"degraded","service":"silo","reason":"database is locked"}""", 503));

        var health = await server.Client.GetHealthAsync();

        health.Status.ShouldBe("degraded");
        health.Reason.ShouldBe("database is locked");
    }

    private static Func<HttpContext, Task> Text(string text, int status) => context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(text);
    };
}
