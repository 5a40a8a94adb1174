using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Silo.Tools;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tests.Tools;

public sealed class ProgramToolTests : IDisposable
{
    private const string Canary = "canary-77ab02";

    private readonly string _root = Directory.CreateTempSubdirectory("agents-programs").FullName;
    private readonly DataFolder _data;

    public ProgramToolTests() => _data = DataFolder.Acquire(Path.Combine(_root, "data"));

    public void Dispose()
    {
        _data.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private ShellTool Shell(Action<ToolsOptions>? change = null)
    {
        var options = Options(options =>
        {
            options.Programs.Shell = true;
            change?.Invoke(options);
        });
        return new ShellTool(Runner(options), options);
    }

    private static IOptions<ToolsOptions> Options(Action<ToolsOptions> change) => ToolHost.Options(change);

    private ProgramRunner Runner(IOptions<ToolsOptions> options) => new(options, new ArtifactFolder(options, _data), TimeProvider.System);

    private static async Task<JsonObject> RunAsync(ITool tool, object arguments, string execution = "e1")
        => (JsonObject)(await ToolHost.CallAsync(tool, arguments, execution: execution)).Output();

    [Fact]
    public async Task Shell_GivesExitCodeOutputAndErrors_AndWorksInItsExecutionsFolder()
    {
        var tool = Shell();

        var first = await RunAsync(tool, new { command = "cat > note.txt; echo out; echo wrong >&2; exit 3", input = "hällo" });
        var second = await RunAsync(tool, new { command = "cat note.txt" });
        var other = await RunAsync(tool, new { command = "ls" }, "e2");

        first.ToJson().ShouldBe("""{"exit_code":3,"output":"out\n","errors":"wrong\n"}""");
        second["output"].ShouldBe("hällo");
        other["output"].ShouldBe("");
    }

    [Fact]
    public async Task Environment_IsCleanButForWhatTheOperatorGives()
    {
        Environment.SetEnvironmentVariable("AGENTS_TEST_SECRET", Canary);
        var tool = Shell(static options => options.Programs.Environment["REGION"] = "eu");

        var seen = ((JsonString)(await RunAsync(tool, new { command = "env" }))["output"]).Value;

        seen.ShouldNotContain(Canary);
        seen.ShouldContain("REGION=eu");
        seen.ShouldContain("IDEMPOTENCY_KEY=s:1:1");
        seen.ShouldContain($"HOME={Path.Combine(_data.Path, "artifacts", "e1")}");
    }

    [Fact]
    public async Task LongOutput_IsReadToItsEndAndCut()
    {
        var tool = Shell(static options => options.Programs.MaxOutputBytes = 2_000);

        var result = await RunAsync(tool, new { command = "head -c 300000 /dev/zero | tr '\\0' x; echo end >&2" });

        (((JsonString)result["output"]).Value.Length, result["errors"], result["exit_code"], result["cut"]).ShouldBe((2_000, "end\n", 0L, true));
    }

    [Fact]
    public async Task CallWhoseTimeIsOver_EndsWithAllThatItStarted()
    {
        using var over = new CancellationTokenSource();
        var marker = Path.Combine(_data.Path, "artifacts", "e1", "pid");
        var call = Shell().CallAsync(ToolHost.CallOf(new { command = "(sleep 1000 & echo $! > part; mv part pid; wait)" }), over.Token);
        await Eventually(() => File.Exists(marker));

        await over.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
        await Eventually(() => !IsRunning(int.Parse(File.ReadAllText(marker), System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task ProgramThatLeavesSomethingBehind_IsNotWaitedFor()
        => (await RunAsync(Shell(), new { command = "sleep 1000 & echo $!; kill $!; (sleep 3 &) ; echo done" }))["exit_code"].ShouldBe(0L);

    [Fact]
    public async Task Process_RunsListedProgramsOnly_WithArgumentsThatNoShellReads()
    {
        var options = Options(static options => options.Programs.Allowed.Add("/bin/echo"));
        var tool = new ProcessTool(Runner(options), options);

        (await RunAsync(tool, new { program = "echo", arguments = new[] { "$HOME; ls", "*" } }))["output"].ShouldBe("$HOME; ls *\n");
        (await ToolHost.CallAsync(tool, new { program = "/bin/echo" })).Error().Code.ShouldBe("not_allowed");
        (await ToolHost.CallAsync(tool, new { program = "ls" })).Error().Category.ShouldBe(ErrorCategory.Forbidden);
    }

    [Fact]
    public async Task ProgramThatIsNotThere_IsSaidWithoutPaths()
    {
        var options = Options(static options => options.Programs.Allowed.Add("/nowhere/at/all"));

        var error = (await ToolHost.CallAsync(new ProcessTool(Runner(options), options), new { program = "all" })).Error();

        (error.Code, error.Message).ShouldBe(("not_started", "'all' could not be started."));
    }

    [Fact]
    public void Tools_AreOffUntilTheyAreConfigured()
    {
        var options = Options(static _ => { });
        var configuration = new ConfigurationBuilder().Build();

        new ShellTool(Runner(options), options).Absence!.ShouldContain("Tools:Programs:Shell");
        new ProcessTool(Runner(options), options).Absence!.ShouldContain("Tools:Programs:Allowed");
        new EnvVarsTool(configuration, options).Absence!.ShouldContain("Tools:ShownVariables");
        new SqlQueryTool(options, ToolHost.NoSecrets).Absence!.ShouldContain("Tools:Databases");
        Shell().Absence.ShouldBeNull();
    }

    [Fact]
    public async Task EnvVars_ShowsListedVariablesOnly()
    {
        var options = Options(static options =>
        {
            options.ShownVariables.Add("REGION");
            options.ShownVariables.Add("UNSET");
        });
        var tool = new EnvVarsTool(new ConfigurationBuilder().AddInMemoryCollection([new("REGION", "eu"), new("TOKEN", Canary)]).Build(), options);

        (await ToolHost.CallAsync(tool, new { })).Output().ToJson().ShouldBe("""{"REGION":"eu","UNSET":null}""");
        (await ToolHost.CallAsync(tool, new { name = "REGION" })).Output().ShouldBe("eu");
        (await ToolHost.CallAsync(tool, new { name = "TOKEN" })).Error().Message.ShouldNotContain(Canary);
    }

    [Theory]
    [InlineData("git", "whole path")]
    [InlineData("/usr/bin/a,/bin/a", "two programs 'a'")]
    public void WrongPrograms_AreRefusedAtStart(string programs, string message)
    {
        var options = new ToolsOptions();
        foreach (var program in programs.Split(','))
        {
            options.Programs.Allowed.Add(program);
        }

        new ToolsOptionsValidator().Validate(null, options).FailureMessage!.ShouldContain(message);
    }

    private static bool IsRunning(int id) => Directory.Exists($"/proc/{id}") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static Task Eventually(Func<bool> condition) => Hosting.Eventually.TrueAsync(() => Task.FromResult(condition()));
}
