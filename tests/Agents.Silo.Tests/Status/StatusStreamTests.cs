using System.Text.Json;
using Agents.Client.Deployments;
using Agents.Client.Json;
using Agents.Client.Status;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Status;

public sealed class StatusStreamTests
{
    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Stream_GivesEveryTopicThenWhatChanges(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        await silo.CreateAsync("""
            id: waiting
            states: [{name: wait, type: signal, signal: go, end: true}]
            """);
        using var reader = new StreamReader(await silo.Http.GetStreamAsync("/api/v1/status/stream"));
        var topics = new Dictionary<string, string>();
        while (topics.Count < 6)
        {
            var (topic, json) = await ReadAsync(reader);
            topics[topic] = json;
        }

        topics.Keys.ShouldBe([StatusTopics.Health, StatusTopics.Queue, StatusTopics.Executions, StatusTopics.Approvals, StatusTopics.Deployments, StatusTopics.Resources], ignoreOrder: true);
        var before = JsonSerializer.Deserialize(topics[StatusTopics.Executions], AgentsJson.Wire.ExecutionsUpdate)!;
        await silo.RunAsync("waiting", wait: TimeSpan.Zero);
        ExecutionsUpdate after;
        do
        {
            var (topic, json) = await ReadAsync(reader);
            after = topic == StatusTopics.Executions ? JsonSerializer.Deserialize(json, AgentsJson.Wire.ExecutionsUpdate)! : before;
        }
        while (!after.Active.ContainsKey("waiting_signal"));

        after.Active["waiting_signal"].ShouldBe(1);
        after.Changes.ShouldBeGreaterThan(before.Changes);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Status_CountsDeploymentsAsTheyStand(DatabaseKind kind)
    {
        var clock = new ManualClock();
        await using var silo = await SiloHost.StartAsync(kind, clock.Use);
        await silo.CreateAsync(Definitions.Pure);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("pure") { EndpointPath = "one" });
        await silo.Client.Deployments.RegisterAsync(new RegisterDeployment("bot", "localhost", 9));
        (await silo.Client.GetStatusAsync()).Deployments.ShouldNotBeNull().ShouldSatisfyAllConditions(
            counts => counts.Total.ShouldBe(2), counts => counts.Active.ShouldBe(2), counts => counts.Dead.ShouldBe(0), counts => counts.Failing.ShouldBe(0));

        clock.Offset += TimeSpan.FromMinutes(2);
        await silo.Client.Workflows.DeleteAsync("pure");

        (await silo.Client.GetStatusAsync()).Deployments.ShouldNotBeNull().ShouldSatisfyAllConditions(
            counts => counts.Total.ShouldBe(2), counts => counts.Active.ShouldBe(0), counts => counts.Dead.ShouldBe(1), counts => counts.Failing.ShouldBe(1));
        (await silo.Client.Deployments.ListAsync(query: "ONE")).Items.ShouldHaveSingleItem().EndpointPath.ShouldBe("one");
        (await silo.Client.Deployments.ListAsync(query: "%")).Total.ShouldBe(0);
    }

    private static async Task<(string Topic, string Json)> ReadAsync(StreamReader reader)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var topic = "";
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                topic = line["event: ".Length..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return (topic, line["data: ".Length..]);
            }
        }

        throw new EndOfStreamException("The stream ended.");
    }
}
