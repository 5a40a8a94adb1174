using System.Text.Json;
using Agents.Cli.Access;
using Agents.Cli.Tests.Servers;

namespace Agents.Cli.Tests.Access;

public sealed class LoginCommandTests
{
    private const string Admin = "ak_0123456789012345678901234567890123456789";

    [Fact]
    public async Task Login_KeepsAKeyThatCommandsSend()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync("AGENTS_INTERNAL_TOKEN=s3cret", $"AGENTS_ADMIN_KEY={Admin}");

        var before = await CliRun.OfAsync("workflows", "list", "--server", server.Url);
        var wrong = await CliRun.OfAsync("login", "--file", folder.Write("wrong", "ak_wrong"), "--server", server.Url);
        var login = await CliRun.OfAsync("login", "--file", folder.Write("right", Admin + "\n"), "--server", server.Url);
        var who = await CliRun.OfAsync("whoami", "--server", server.Url);
        var after = await CliRun.OfAsync("workflows", "list", "--server", server.Url);
        var mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(KeptKeys.File);
        var logout = await CliRun.OfAsync("logout", "--server", server.Url);
        var then = await CliRun.OfAsync("whoami", "--server", server.Url);

        before.ExitCode.ShouldBe(ExitCode.Failed);
        before.Error.ShouldContain("agents login");
        wrong.ExitCode.ShouldBe(ExitCode.Failed);
        login.ExitCode.ShouldBe(ExitCode.Completed, login.Error);
        login.Output.ShouldContain("user:admin (admin)");
        who.Output.ShouldContain("user:admin (admin)");
        after.ExitCode.ShouldBe(ExitCode.Completed, after.Error);
        (logout.ExitCode, then.ExitCode).ShouldBe((ExitCode.Completed, ExitCode.Failed));
        if (!OperatingSystem.IsWindows())
        {
            mode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        foreach (var run in new[] { before, wrong, login, who, after, logout, then })
        {
            (run.Output + run.Error).ShouldNotContain(Admin);
        }
    }

    [Fact]
    public async Task Keys_AreMadeListedRotatedAndRevoked()
    {
        await using var server = await EngineServer.StartAsync();

        var made = await CliRun.OfAsync("keys", "create", "ci", "--scope", "operator", "--scope", "viewer", "--as", "grace", "--expires", "48h", "--rate", "100/60", "--server", server.Url);
        var list = await CliRun.OfAsync("keys", "list", "--json", "--server", server.Url);
        var key = JsonDocument.Parse(list.Output).RootElement.GetProperty("items")[0];
        var id = key.GetProperty("id").GetString()!;
        var rotated = await CliRun.OfAsync("keys", "rotate", id, "--overlap", "1h", "--json", "--server", server.Url);
        var revoked = await CliRun.OfAsync("keys", "revoke", id, "--server", server.Url);

        made.ExitCode.ShouldBe(ExitCode.Completed, made.Error);
        made.Output.Trim().ShouldStartWith("ak_");
        made.Error.ShouldContain("shown this once");
        key.GetProperty("principal").GetString().ShouldBe("user:grace");
        key.GetProperty("rate_limit").GetProperty("requests").GetInt32().ShouldBe(100);
        list.Output.ShouldNotContain(made.Output.Trim());
        JsonDocument.Parse(rotated.Output).RootElement.GetProperty("record").GetProperty("replaces").GetString().ShouldBe(id);
        revoked.ExitCode.ShouldBe(ExitCode.Completed, revoked.Error);
    }

    [Theory]
    [InlineData("keys", "create", "ci")]
    [InlineData("keys", "create", "ci", "--scope", "viewer", "--deployment", "x")]
    public async Task KeyWithoutOrWithTwoPurposes_IsRefused(params string[] args)
    {
        var run = await CliRun.OfAsync(args);

        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Error.ShouldContain("--scope");
    }
}
