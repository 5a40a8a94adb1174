using System.Diagnostics;
using Agents.AppHost.Children;
using Agents.AppHost.Options;
using Agents.ServiceDefaults;

namespace Agents.AppHost.Tests.Children;

/// <summary>A real service as a child: what the scripts of the other tests pretend is true of the programs.</summary>
public class ServiceContractTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RecordedTerminal _console = new();

    [Fact]
    public async Task InputEnds_ServiceStopsWithCodeZero()
    {
        using var gateway = Start();
        using var http = new HttpClient();
        var ready = await gateway.Ready.WaitAsync(Patience);
        ready.Service.ShouldBe("gateway");
        (await http.GetAsync($"{ready.Url}/alive")).IsSuccessStatusCode.ShouldBeTrue();

        gateway.Ask();

        (await gateway.Exited.WaitAsync(Patience)).ShouldBe(0);
    }

    [Fact]
    public async Task SigTerm_StopsWithCodeZero()
    {
        using var gateway = Start();
        await gateway.Ready.WaitAsync(Patience);

        await SignalAsync("TERM", gateway.ProcessId);

        (await gateway.Exited.WaitAsync(Patience)).ShouldBe(0);
    }

    [Fact]
    public async Task SigInt_IsLeftToTheSupervisor()
    {
        using var gateway = Start();
        using var http = new HttpClient();
        var ready = await gateway.Ready.WaitAsync(Patience);

        await SignalAsync("INT", gateway.ProcessId);
        await SignalAsync("HUP", gateway.ProcessId);

        (await http.GetAsync($"{ready.Url}/alive")).IsSuccessStatusCode.ShouldBeTrue();
        gateway.Ask();
        await gateway.Exited.WaitAsync(Patience);
    }

    private ChildProcess Start()
    {
        var environment = new ChildEnvironment();
        environment.Set(ServiceVariables.SiloUrl, "http://127.0.0.1:1");
        environment.Set(ServiceVariables.DashboardUrl, "http://127.0.0.1:1");
        var spec = LocalServices.Plan(new AppHostOptions("localhost", 0, Open: false, Path.GetTempPath())).Single(spec => spec.Name == "gateway");
        return ChildProcess.Start(spec, environment, bind: null, _console.Terminal, TimeProvider.System);
    }

    private static async Task SignalAsync(string signal, int processId)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{processId}"]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }
}
