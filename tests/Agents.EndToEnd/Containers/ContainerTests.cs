using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Agents.Client;
using Agents.Client.Deployments;
using Agents.Client.Json;
using Agents.EndToEnd.Browser;
using Agents.Testing;

namespace Agents.EndToEnd.Containers;

/// <summary>A workflow in a real container: built by <c>agents deploy</c>, alive by its own heartbeats, called through the gateway, dead when it is killed.</summary>
public sealed class ContainerTests
{
    private const string Sum = """
        id: docker-sum
        name: Sum in Docker
        inputSchema: {type: object, required: [a], properties: {a: {type: integer}}}
        states:
          - {name: only, type: transform, expression: "{'x': ctx.a + 1}", end: true}
        """;

    [SkippableFact]
    public async Task Container_IsBuiltAndAlive_IsCalledThroughTheGateway_AndDiesWhenKilled()
    {
        await using var docker = await DockerEngine.StartAsync();
        var folder = Directory.CreateTempSubdirectory("agents-container-test-");
        var bridge = $"http://{DockerEngine.BridgeAddress}:{FreePort(DockerEngine.BridgeAddress)}";
        await using var product = await Product.StartAsync(("AGENTS_CONTAINER_BIND", bridge));
        using var http = new HttpClient { BaseAddress = new Uri(product.Url.TrimEnd('/') + "/") };
        var client = new AgentsClient(http);
        var file = Path.Combine(folder.FullName, "docker-sum.workflow.yaml");
        await File.WriteAllTextAsync(file, Sum);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "given.env"), "AGENTS_DEPLOYMENT_TTL=25\n");
        try
        {
            // Reads a socket of Docker's own, so in a process of its own.
            var told = await docker.RunAsync(
                "dotnet", CliPath(), "deploy", file, "--target", "container", "--base-image", DockerEngine.BaseImage, "--output", Path.Combine(folder.FullName, "out"), "--memory", "512m",
                "--env-file", Path.Combine(folder.FullName, "given.env"), "--server", product.Url, "--platform", bridge);
            var alive = await UntilAsync(client, DeploymentHealth.Alive);
            using var reply = await http.PostAsJsonAsync("d/docker-sum/run", new { inputs = new { a = 41 } });
            var run = await reply.Content.ReadFromJsonAsync(AgentsJson.Wire.RunRecord);
            var user = await docker.DockerAsync("inspect", "--format", "{{.Config.User}} {{.HostConfig.Memory}}", "agents-docker-sum");
            await docker.DockerAsync("kill", "agents-docker-sum");
            var dead = await UntilAsync(client, DeploymentHealth.Dead);
            using var away = await http.PostAsJsonAsync("d/docker-sum/run", new { inputs = new { a = 1 } });

            told.ShouldContain("ready");
            (alive.Kind, alive.Host, alive.WorkflowName).ShouldBe((DeploymentKinds.Container, "localhost", "Sum in Docker"));
            run!.Outputs!.Value.GetRawText().ShouldBe("""{"x":42}""");
            user.Trim().ShouldBe($"10001:10001 {512 * 1024 * 1024}");
            dead.Status.ShouldBe(DeploymentStatuses.Inactive);
            away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            await docker.DockerAsync("rm", "--force", "agents-docker-sum");
            await docker.DockerAsync("volume", "rm", "--force", "agents-docker-sum-data");
            folder.Delete(recursive: true);
        }
    }

    private static async Task<DeploymentRecord> UntilAsync(AgentsClient client, string health)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if ((await client.Deployments.ListAsync(cancellationToken: deadline.Token)).Items is [{ } one] && one.Health == health)
            {
                return one;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), deadline.Token);
        }
    }

    private static int FreePort(string address)
    {
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Its own build folder: that is what the image gets.
    private static string CliPath()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, "Agents.Cli", "bin", here.Parent!.Parent!.Name, here.Parent.Name, here.Name, "agents.dll");
    }
}
