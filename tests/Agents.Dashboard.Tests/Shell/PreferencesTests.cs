using System.Net;

namespace Agents.Dashboard.Tests.Shell;

public sealed class PreferencesTests
{
    [Fact]
    public async Task Theme_IsKeptAndDrawnByTheServer()
    {
        await using var server = await DashboardServer.StartAsync();

        var reply = await StoreAsync(server, ("theme", "dark"), ("back", "/executions?date=today"));

        reply.Status.ShouldBe(HttpStatusCode.Redirect);
        reply.Reply.Headers.Location!.ToString().ShouldBe("/executions?date=today");
        (await server.PageAsync("/executions")).Html.ShouldContain("data-theme=\"dark\"");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task BackToElsewhere_IsBackToTheStart(string back)
    {
        await using var server = await DashboardServer.StartAsync();

        var reply = await StoreAsync(server, ("rail", "narrow"), ("back", back));

        reply.Reply.Headers.Location!.ToString().ShouldBe("/");
    }

    private static Task<Page> StoreAsync(DashboardServer server, params (string Name, string Value)[] fields)
        => PostAsync(server, fields);

    private static async Task<Page> PostAsync(DashboardServer server, (string Name, string Value)[] fields)
    {
        var token = (await server.PageAsync("/status")).Field("__RequestVerificationToken")!;
        var form = fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        return await Page.ReadAsync(await server.Client.PostAsync("/preferences", new FormUrlEncodedContent(form)));
    }
}
