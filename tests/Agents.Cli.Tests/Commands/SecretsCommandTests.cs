using System.Text.Json;
using Agents.Cli.Tests.Servers;

namespace Agents.Cli.Tests.Commands;

public sealed class SecretsCommandTests
{
    private const string Canary = "canary-7f20b1c4";

    [Fact]
    public async Task Secret_IsSetFromAFileListedRotatedAndDeleted()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();

        var set = await CliRun.OfAsync("secrets", "set", "GITHUB_TOKEN", "--file", folder.Write("token", Canary + "\n"), "--server", server.Url);
        var list = await CliRun.OfAsync("secrets", "list", "--json", "--server", server.Url);
        var rotate = await CliRun.OfAsync("secrets", "rotate", "--server", server.Url);
        var delete = await CliRun.OfAsync("secrets", "delete", "GITHUB_TOKEN", "--server", server.Url);
        var again = await CliRun.OfAsync("secrets", "delete", "GITHUB_TOKEN", "--server", server.Url);

        set.ExitCode.ShouldBe(ExitCode.Completed, set.Error);
        set.Output.ShouldContain("GITHUB_TOKEN is stored.");
        JsonDocument.Parse(list.Output).RootElement.GetProperty("items")[0].GetProperty("name").GetString().ShouldBe("GITHUB_TOKEN");
        rotate.Output.ShouldContain("Encrypted anew: 1.");
        delete.ExitCode.ShouldBe(ExitCode.Completed);
        again.ExitCode.ShouldBe(ExitCode.Invalid);
        foreach (var run in new[] { set, list, rotate, delete, again })
        {
            (run.Output + run.Error).ShouldNotContain(Canary);
        }
    }

    [Fact]
    public async Task ValueOnTheCommandLine_IsRefusedAndNotRepeated()
    {
        var run = await CliRun.OfAsync("secrets", "set", "GITHUB_TOKEN", Canary);

        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Error.ShouldContain("history");
        run.Error.ShouldNotContain(Canary);
    }

    [Fact]
    public async Task Providers_AreListedSetAndTested()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();

        var set = await CliRun.OfAsync("providers", "set", "mine", "--kind", "openai", "--base-url", "http://127.0.0.1:9/v1", "--default-model", "m", "--server", server.Url);
        var key = await CliRun.OfAsync("secrets", "set", "mine", "--provider", "--file", folder.Write("key", Canary), "--server", server.Url);
        var test = await CliRun.OfAsync("providers", "test", "mine", "--server", server.Url);
        var list = await CliRun.OfAsync("providers", "list", "--server", server.Url);
        var bad = await CliRun.OfAsync("providers", "set", "mine", "--base-url", $"http://host/v1?key={Canary}", "--server", server.Url);

        set.ExitCode.ShouldBe(ExitCode.Completed, set.Error);
        key.ExitCode.ShouldBe(ExitCode.Failed, "nobody listens there");
        test.ExitCode.ShouldBe(ExitCode.Failed);
        list.Output.ShouldContain("not connected");
        list.Output.ShouldContain("offline");
        bad.ExitCode.ShouldBe(ExitCode.Invalid);
        foreach (var run in new[] { set, key, test, list, bad })
        {
            (run.Output + run.Error).ShouldNotContain(Canary);
        }
    }

    [Fact]
    public async Task Run_TakesItsEnvironmentFromAFile()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("needs.workflow.yaml", """
            id: needs
            environment: [SHOP_KEY]
            states: [{name: a, type: inject, data: {n: 1}, end: true}]
            """);

        var without = await CliRun.OfAsync("run", file);
        var with = await CliRun.OfAsync("run", file, "--env-file", folder.Write(".env", $"# shop\nexport SHOP_KEY='{Canary}'\n"));

        without.ExitCode.ShouldBe(ExitCode.Invalid);
        without.Error.ShouldContain("SHOP_KEY");
        with.ExitCode.ShouldBe(ExitCode.Completed, with.Error);
        (with.Output + with.Error).ShouldNotContain(Canary);
    }
}
