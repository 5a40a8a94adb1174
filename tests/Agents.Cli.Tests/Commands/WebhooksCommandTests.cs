using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Agents.Cli.Tests.Servers;
using Agents.Client;
using Agents.Client.Secrets;

namespace Agents.Cli.Tests.Commands;

public sealed class WebhooksCommandTests
{
    private const string Secret = "a shared secret";

    [Fact]
    public async Task Webhook_IsAddedUsedReplayedAndDeleted()
    {
        await using var server = await EngineServer.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        using var sender = new HttpClient { BaseAddress = new Uri(server.Url) };
        var client = new AgentsClient(http);
        await client.Workflows.CreateAsync("""
            id: pure
            states:
              - {name: set, type: inject, data: {n: 2}, end: true}
            """);
        await client.Secrets.SetAsync(new SetSecret { Name = "HOOK_SECRET", Value = Secret });
        Task<CliRun> RunAsync(params string[] args) => CliRun.OfAsync(["webhooks", .. args, "--server", server.Url]);

        var added = await RunAsync("add", "orders", "--scheme", "github", "--secret", "HOOK_SECRET", "--workflow", "pure", "--inputs", """{"title": "{{ body.title }}"}""");
        added.ExitCode.ShouldBe(ExitCode.Completed, added.Error);
        added.Output.ShouldContain("/hooks/orders");
        (await RunAsync("list")).Output.ShouldContain("workflow pure");
        await SendAsync(sender, """{"title": "Rain"}""");

        var events = JsonDocument.Parse((await RunAsync("events", "--name", "orders", "--json")).Output).RootElement.GetProperty("items");
        events.GetArrayLength().ShouldBe(1);
        (await RunAsync("replay", events[0].GetProperty("id").GetString()!)).Output.ShouldContain("is started");
        (await RunAsync("delete", "orders")).ExitCode.ShouldBe(ExitCode.Completed);
        (await RunAsync("delete", "orders")).Error.ShouldContain("no webhook 'orders'");
    }

    private static async Task SendAsync(HttpClient sender, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/orders") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body))));
        request.Headers.Add("X-GitHub-Delivery", "d-1");
        using var reply = await sender.SendAsync(request);
        reply.EnsureSuccessStatusCode();
    }
}
