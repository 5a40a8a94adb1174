using Agents.AppHost.Children;
using Agents.AppHost.Console;
using Agents.AppHost.Options;
using Agents.AppHost.Ports;
using Agents.AppHost.Sessions;

namespace Agents.AppHost;

/// <summary>The one command: starts gateway, silo and dashboard on this machine and stops them again. <c>agents start</c> runs it too.</summary>
public static class AppHostProgram
{
    internal static Task<int> Main(string[] args) => RunAsync(args);

    /// <summary>Runs until Ctrl+C, SIGTERM, or a service that cannot be kept running.</summary>
    /// <returns>0 after a clean stop, 1 where a service was given up, 2 where an option or the machine has to be changed first.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var terminal = Terminal.ForConsole();
        switch (AppHostOptions.Parse(args))
        {
            case ParsedOptions.Help:
                terminal.Say(AppHostOptions.Usage);
                return ExitCode.Stopped;
            case ParsedOptions.Wrong wrong:
                terminal.Fail(wrong.Message);
                return ExitCode.NeedsChange;
            case ParsedOptions.Right right:
                return await StartAsync(right.Options, terminal);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task<int> StartAsync(AppHostOptions options, Terminal terminal)
    {
        if (PortCheck.Refusal(options.Host, options.Port) is { } taken)
        {
            terminal.Fail(taken);
            return ExitCode.NeedsChange;
        }

        if (options.HttpsPort is { } https && PortCheck.Refusal(options.Host, https) is { } takenToo)
        {
            terminal.Fail(takenToo);
            return ExitCode.NeedsChange;
        }

        using var folder = DataFolder.Take(options.DataFolder, TimeProvider.System);
        if (folder.Refusal is { } held)
        {
            terminal.Fail(held);
            return ExitCode.NeedsChange;
        }

        using var stop = new StopSignals();
        return await new LocalSupervisor(LocalServices.Plan(options), terminal, TimeProvider.System).RunAsync(options, stop);
    }
}
