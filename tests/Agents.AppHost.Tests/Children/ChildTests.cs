using System.Diagnostics;
using Agents.AppHost.Children;

namespace Agents.AppHost.Tests.Children;

public class ChildTests
{
    private const string Url = "http://127.0.0.1:40001";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTime _time = new();
    private readonly RecordedTerminal _console = new();
    private readonly ChildEnvironment _environment = new();

    [Fact]
    public async Task ReadyLine_TellsTheAddressAndIsNotLogged()
    {
        using var child = Start(BashChild.Good("silo", Url));

        (await child.FirstReady.WaitAsync(Patience)).Url.ShouldBe(Url);
        await _console.LineAsync("silo      | silo hears");
        await StopAsync(child);
        _console.Text.ShouldNotContain("AGENTS-READY");
    }

    [Fact]
    public async Task InputEnds_ChildLeavesInGoodOrder()
    {
        using var child = Start(BashChild.Good("silo", Url));
        await child.FirstReady.WaitAsync(Patience);

        await StopAsync(child);

        (await child.Ended).ShouldBeNull();
        _console.Text.ShouldContain("silo leaves");
    }

    [Fact]
    public async Task ErrorOutput_IsShownToo()
    {
        using var child = Start(BashChild.Script("silo", "echo broken >&2; exit 2"));

        await child.Ended.WaitAsync(Patience);

        _console.Text.ShouldContain("silo      | broken");
    }

    [Fact]
    public async Task Killed_IsStartedAgainOnItsPort()
    {
        using var child = Start(BashChild.Script("silo", $"echo bound to ${{AGENTS_BIND:-nothing}}; {BashChild.Ready("silo", Url)}; exec cat > /dev/null"));
        await child.FirstReady.WaitAsync(Patience);
        var first = child.ProcessId!.Value;

        Process.GetProcessById(first).Kill();
        await _console.LineAsync("silo died with exit code 137; starting it again in 0.5 s.");
        await RestartAsync(0.5);
        await _console.LineAsync("silo runs again.");

        child.ProcessId.ShouldNotBe(first);
        _console.Text.ShouldContain("bound to nothing");
        _console.Text.ShouldContain($"bound to {Url}");
        await StopAsync(child);
    }

    [Fact]
    public async Task GrandchildThatHoldsThePipes_DelaysTheRestartOnlyForAMoment()
    {
        var lives = Path.GetTempFileName();
        using var child = Start(BashChild.Script(
            "silo", $"if ! test -s {lives}; then sleep 600 & fi; echo life >> {lives}; {BashChild.Ready("silo", Url)}; echo sleeper $!; exec cat > /dev/null"));
        var sleeper = int.Parse((await _console.LineAsync("sleeper")).Split(' ')[^1]);

        Process.GetProcessById(child.ProcessId!.Value).Kill();
        await RestartAsync(3);
        await RestartAsync(0.5);
        await _console.LineAsync("silo runs again.");

        Process.GetProcessById(sleeper).Kill();
        await StopAsync(child);
        File.Delete(lives);
    }

    [Fact]
    public async Task KeepsDying_IsGivenUpWithAReason()
    {
        using var child = Start(BashChild.Script("silo", "echo no luck; exit 7"));

        foreach (var delay in new[] { 0.5, 1, 2, 4 })
        {
            await RestartAsync(delay);
        }

        var reason = await child.Ended.WaitAsync(Patience);
        reason!.ShouldContain("silo was given up (exit code 7)");
        _console.Text.Split('\n').Count(line => line.EndsWith("no luck", StringComparison.Ordinal)).ShouldBe(RestartPolicy.MostRapidDeaths);
    }

    [Fact]
    public async Task ProgramMissing_SaysWhatToDo()
    {
        using var child = Start(BashChild.Good("silo", Url) with { Program = "/nowhere/dotnet" });

        (await child.Ended.WaitAsync(Patience))!.ShouldContain("dotnet build");
    }

    [Fact]
    public async Task StopWhileWaitingToRestart_StartsNothing()
    {
        using var child = Start(BashChild.Script("silo", "echo once; exit 1"));
        await _time.TimerAsync(TimeSpan.FromSeconds(0.5));

        await StopAsync(child);

        (await child.Ended).ShouldBeNull();
        _console.Text.Split('\n').Count(line => line.EndsWith("once", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task ChildThatDoesNotLeave_IsEndedAtTheDeadline()
    {
        using var child = Start(Stubborn());
        await child.FirstReady.WaitAsync(Patience);

        var stop = child.StopAsync(Deadline, CancellationToken.None);
        await _time.TimerAsync(Deadline);
        stop.IsCompleted.ShouldBeFalse();
        _time.Advance(Deadline);
        await stop.WaitAsync(Patience);

        _console.Text.ShouldContain("silo did not stop within 25 s");
    }

    [Fact]
    public async Task ForcedStop_DoesNotWait()
    {
        using var child = Start(Stubborn());
        await child.FirstReady.WaitAsync(Patience);

        await child.StopAsync(Deadline, new CancellationToken(canceled: true)).WaitAsync(Patience);

        (await child.Ended).ShouldBeNull();
    }

    [Fact]
    public async Task ReadyLineOfAnotherService_IsALogLine()
    {
        using var child = Start(BashChild.Script("silo", $"{BashChild.Ready("dashboard", Url)}; exit 2"));

        await child.Ended.WaitAsync(Patience);

        child.FirstReady.IsCompleted.ShouldBeFalse();
        _console.Text.ShouldContain("silo      | AGENTS-READY");
    }

    [Fact]
    public async Task Addresses_AreToldToChildrenThatStartLater()
    {
        using var silo = Start(BashChild.Good("silo", Url, "AGENTS_SILO_URL"));
        await silo.FirstReady.WaitAsync(Patience);
        using var dashboard = Start(BashChild.Script("dashboard", "echo calls $AGENTS_SILO_URL as child $AGENTS_CHILD; exit 2"));

        await dashboard.Ended.WaitAsync(Patience);

        _console.Text.ShouldContain($"dashboard | calls {Url} as child 1");
        await StopAsync(silo);
    }

    private static ChildSpec Stubborn() => BashChild.Script("silo", $"trap '' TERM INT; {BashChild.Ready("silo", Url)}; while true; do sleep 600; done");

    private Child Start(ChildSpec spec) => new(spec, _environment, _console.Terminal, _time);

    private static Task StopAsync(Child child) => child.StopAsync(Deadline, CancellationToken.None).WaitAsync(Patience);

    private async Task RestartAsync(double seconds)
    {
        await _time.TimerAsync(TimeSpan.FromSeconds(seconds));
        _time.Advance(TimeSpan.FromSeconds(seconds));
    }
}
