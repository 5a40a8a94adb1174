using Agents.AppHost.Children;
using Agents.AppHost.Console;
using Agents.AppHost.Options;
using Agents.ServiceDefaults;
using Agents.ServiceDefaults.Health;
using Agents.ServiceDefaults.Json;
using Agents.ServiceDefaults.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Agents.AppHost.Tests.Children;

public sealed class LocalSupervisorTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RecordedTerminal _console = new();
    private readonly StopSignals _signals = new();
    private WebApplication _services = null!;
    private HealthReply _health = new(ReadinessState.Ready, "gateway", null);
    private bool _unclean;
    private string? _token;

    private string Url => _services.Urls.First();

    /// <summary>One real server answers for all three children, which are scripts.</summary>
    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _services = builder.Build();
        _services.Urls.Add("http://127.0.0.1:0");
        _services.MapGet("/alive", () => Results.Ok());
        _services.MapGet("/health", () => Results.Json(_health, SnakeCaseJson.Options, statusCode: _health.Status == ReadinessState.Ready ? 200 : 503));
        _services.MapGet("/internal/session", (HttpRequest request) =>
        {
            _token = request.Headers[InternalToken.Header];
            return Results.Json(new { previous_unclean = _unclean, started_at = "2026-11-20T10:00:00Z" });
        });
        await _services.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _signals.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task AllRunning_OneAddressIsPrintedAndAStopIsClean()
    {
        var run = RunAsync(Good());
        (await _console.LineAsync("Agents runs at")).ShouldStartWith($"Agents runs at {Url} (Ctrl+C");

        _signals.Ask();

        (await run.WaitAsync(Patience)).ShouldBe(ExitCode.Stopped);
        Order("leaves").ShouldBe(["gateway", "dashboard", "silo"]);
        Order("hears").ShouldBe(["silo", "dashboard", "gateway"]);
        _console.Text.ShouldNotContain("Previous session");
    }

    [Fact]
    public async Task Degraded_IsSaidBesideTheAddress()
    {
        _health = new(ReadinessState.Degraded, "gateway", "agents.db is newer than this program");
        var run = RunAsync(Good());

        (await _console.LineAsync("Agents runs at")).ShouldBe($"Agents runs at {Url} (degraded: agents.db is newer than this program)");

        _signals.Ask();
        await run.WaitAsync(Patience);
    }

    [Fact]
    public async Task UncleanSession_IsNoted()
    {
        _unclean = true;
        var run = RunAsync(Good());

        (await _console.LineAsync("Previous session")).ShouldBe(
            "Previous session did not shut down cleanly (started 2026-11-20 10:00:00 UTC); its unfinished executions are continuing.");
        _token.ShouldNotBeNullOrEmpty();

        _signals.Ask();
        await run.WaitAsync(Patience);
    }

    [Fact]
    public async Task ServiceGivenUp_StopsTheOthersAndFails()
    {
        var run = RunAsync([Good()[0], BashChild.Script("dashboard", "echo my settings are wrong; exit 2")]);

        (await run.WaitAsync(Patience)).ShouldBe(ExitCode.GaveUp);
        _console.Text.ShouldContain("dashboard was given up (exit code 2)");
        Order("leaves").ShouldBe(["silo"]);
    }

    [Fact]
    public async Task StopWhileStarting_IsCleanToo()
    {
        var run = RunAsync([Good()[0], BashChild.Script("dashboard", "echo dashboard hears; cat > /dev/null")]);
        await _console.LineAsync("dashboard hears");

        _signals.Ask();

        (await run.WaitAsync(Patience)).ShouldBe(ExitCode.Stopped);
    }

    [Fact]
    public async Task SecondStop_Forces()
    {
        var stubborn = BashChild.Script("silo", $"{BashChild.Ready("silo", Url)}; while true; do sleep 600; done");
        var run = RunAsync([stubborn, .. Good().Skip(1)]);
        await _console.LineAsync("Agents runs at");

        _signals.Ask();
        _signals.Ask();

        (await run.WaitAsync(Patience)).ShouldBe(ExitCode.Forced);
    }

    private Task<int> RunAsync(IReadOnlyList<ChildSpec> plan)
        => new LocalSupervisor(plan, _console.Terminal, TimeProvider.System)
            .RunAsync(new AppHostOptions("localhost", 0, Open: false, Path.GetTempPath()), _signals);

    private ChildSpec[] Good() =>
    [
        BashChild.Good("silo", Url, ServiceVariables.SiloUrl),
        BashChild.Good("dashboard", Url, ServiceVariables.DashboardUrl),
        BashChild.Good("gateway", Url),
    ];

    private string[] Order(string verb)
        => [.. _console.Text.Split('\n').Where(line => line.EndsWith($" {verb}", StringComparison.Ordinal)).Select(line => line.Split(' ')[0])];
}
