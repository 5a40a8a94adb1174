using Agents.Cli.Containers;
using Agents.Cli.Tests.Servers;
using Agents.Client;
using Agents.Client.Deployments;

namespace Agents.Cli.Tests.Containers;

public sealed class PlatformLinkTests
{
    private const string Nothing = "id: nothing\nname: Nothing\nstates:\n  - {name: only, type: inject, data: {}, end: true}\n";

    [Fact]
    public async Task Container_RegistersItself()
    {
        await using var platform = await EngineServer.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(platform.Url + "/") };
        var client = new AgentsClient(http);
        var address = PlatformAddress.Of(name => name switch
        {
            "AGENTS_PLATFORM_URL" => platform.Url,
            "AGENTS_DEPLOYMENT_ID" => "nothing-box",
            "AGENTS_DEPLOYMENT_PORT" => "18090",
            "AGENTS_DEPLOYMENT_TTL" => "30",
            _ => null,
        });

        await using var container = await ServedContainer.StartAsync(Nothing, options => options with { Platform = address });
        var record = await UntilRegisteredAsync(client);

        (record.Kind, record.Health, record.Port, record.TtlSeconds, record.WorkflowName).ShouldBe((DeploymentKinds.Container, DeploymentHealth.Alive, 18090, 30, "Nothing"));
    }

    [Fact]
    public void PlatformThatIsAway_IsAskedEverMoreSeldom()
        => new[] { 1, 2, 3, 7, 100 }.Select(static failures => PlatformLink.RestAfter(failures).TotalSeconds).ShouldBe([1, 2, 4, 60, 60]);

    [Fact]
    public void PlatformWithoutAnId_IsRefused()
        => Should.Throw<CliException>(static () => PlatformAddress.Of(static name => name == "AGENTS_PLATFORM_URL" ? "http://localhost:1" : null)).Message.ShouldContain("AGENTS_DEPLOYMENT_ID");

    [Fact]
    public void Key_IsInNoText()
        => $"{new PlatformAddress(new Uri("http://localhost:1"), "box") { Key = "ak_hidden" }}".ShouldNotContain("hidden");

    private static async Task<DeploymentRecord> UntilRegisteredAsync(AgentsClient client)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if ((await client.Deployments.ListAsync(cancellationToken: deadline.Token)).Items is [{ } record])
            {
                return record;
            }
        }
    }
}
