using Agents.Cli.Containers;
using Agents.Cli.Tests.Servers;

namespace Agents.Cli.Tests.Containers;

public sealed class ContainerFilesTests
{
    private const string Shop = """
        id: Shop_Bot
        name: Shop bot
        environment: [{name: SHOP_KEY, description: Key of the shop}]
        states:
          - {name: only, type: inject, data: {}, end: true}
        """;

    [Fact]
    public async Task Deploy_WritesAllThatAnImageNeeds_AndSecretsInOneFileAlone()
    {
        using var folder = new TemporaryFolder();
        var output = Path.Combine(folder.Path, "out");
        var secrets = folder.Write("given.env", "SHOP_KEY=hidden-value\n");

        var run = await DeployAsync(folder, output, "--port", "18123", "--memory", "512m", "--cpus", "0.5", "--env-file", secrets, "--no-register");

        run.ExitCode.ShouldBe(ExitCode.Completed, run.Error);
        var env = Path.Combine(output, ".env");
        (await File.ReadAllTextAsync(env)).ShouldContain("SHOP_KEY=hidden-value\n");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(env).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        foreach (var file in Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Where(file => file != env && !file.EndsWith(".dll", StringComparison.Ordinal)))
        {
            (await File.ReadAllTextAsync(file)).ShouldNotContain("hidden-value", customMessage: file);
        }

        run.Output.ShouldNotContain("hidden-value");
        var compose = await File.ReadAllTextAsync(Path.Combine(output, "compose.yaml"));
        compose.ShouldContain("127.0.0.1:18123:8090");
        compose.ShouldContain("mem_limit: 512m\n    cpus: 0.5\n".ReplaceLineEndings("\n"));
        (await File.ReadAllTextAsync(Path.Combine(output, "Dockerfile"))).ShouldContain("USER 10001:10001");
        (await File.ReadAllTextAsync(Path.Combine(output, ".env.example"))).ShouldContain("# Key of the shop\nSHOP_KEY=\n");
        (await File.ReadAllTextAsync(Path.Combine(output, ".dockerignore"))).ShouldStartWith(".env\n");
        File.Exists(Path.Combine(output, "app", "agents.dll")).ShouldBeTrue();
        (await File.ReadAllTextAsync(Path.Combine(output, "workflow", "shop.workflow.yaml"))).ShouldBe(Shop);
    }

    [Fact]
    public async Task Again_KeepsPortKeyAndWhatWasGiven()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        var output = Path.Combine(folder.Path, "out");

        await DeployAsync(folder, output, "--port", "18124", "--env-file", folder.Write("given.env", "SHOP_KEY=one\n"), "--server", server.Url);
        var first = ContainerEnvironment.Read(output);
        await DeployAsync(folder, output, "--server", server.Url);
        var second = ContainerEnvironment.Read(output);

        first["AGENTS_DEPLOYMENT_KEY"].ShouldStartWith("ak_");
        (first["AGENTS_DEPLOYMENT_ID"], first["AGENTS_PLATFORM_URL"], first["AGENTS_DEPLOYMENT_PORT"]).ShouldBe(("shop-bot", "http://host.docker.internal:8081", "18124"));
        second.ShouldBe(first, ignoreOrder: true);
    }

    [Fact]
    public async Task ValueOfSeveralLines_IsRefusedWithoutBeingRepeated()
    {
        using var folder = new TemporaryFolder();

        var wrong = await Should.ThrowAsync<CliException>(() => ContainerEnvironment.WriteAsync(folder.Path, new Dictionary<string, string> { ["PEM"] = "one\ntwo" }, CancellationToken.None));

        wrong.Message.ShouldContain("PEM");
        wrong.Message.ShouldNotContain("two");
    }

    [Theory]
    [InlineData("Shop_Bot", "shop-bot")]
    [InlineData("  Größe 2!  ", "gr-e-2")]
    [InlineData("--", null)]
    public void Id_IsMadeOfTheName(string name, string? id) => ContainerPlan.IdOf(name).ShouldBe(id);

    private static Task<CliRun> DeployAsync(TemporaryFolder folder, string output, params string[] more)
        => CliRun.OfAsync(["deploy", folder.Write("shop.workflow.yaml", Shop), "--target", "container", "--no-run", "--output", output, .. more]);
}
