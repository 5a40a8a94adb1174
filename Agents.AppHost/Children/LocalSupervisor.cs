using System.Security.Cryptography;
using Agents.AppHost.Console;
using Agents.AppHost.Options;
using Agents.AppHost.Sessions;
using Agents.ServiceDefaults;
using Agents.ServiceDefaults.Health;
using Agents.ServiceDefaults.Tokens;

namespace Agents.AppHost.Children;

/// <summary>
/// Starts the services one after the other (each needs the addresses of those before it), says where they are reached,
/// keeps them running, and stops them in the opposite order: first nothing new comes in, then what runs is finished.
/// </summary>
internal sealed class LocalSupervisor(IReadOnlyList<ChildSpec> plan, Terminal terminal, TimeProvider time)
{
    // Longer than the services' own limits, so that they stop by themselves where they can.
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(2);

    private readonly ChildEnvironment _environment = new();
    private readonly List<Child> _children = [];
    private readonly string _token = RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>The children as they are now, in the order of their start.</summary>
    public IReadOnlyList<Child> Children => _children;

    public async Task<int> RunAsync(AppHostOptions options, StopSignals signals)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        http.DefaultRequestHeaders.Add(InternalToken.Header, _token);
        _environment.Set(ServiceVariables.Data, options.DataFolder);
        _environment.Set(ServiceVariables.InternalToken, _token);
        foreach (var (name, value) in GatewaySettings.Of(options))
        {
            _environment.Set(name, value);
        }

        _environment.Set(ServiceVariables.SessionId, RandomNumberGenerator.GetHexString(32, lowercase: true));

        var failure = await RunUntilStoppedAsync(options, http, signals.Stop);
        if (failure is not null)
        {
            terminal.Fail(failure);
        }

        await StopAllAsync(signals.Force);
        return signals.Force.IsCancellationRequested ? ExitCode.Forced : failure is null ? ExitCode.Stopped : ExitCode.GaveUp;
    }

    /// <summary>Null where the user asked for the stop, else what went wrong.</summary>
    private async Task<string?> RunUntilStoppedAsync(AppHostOptions options, HttpClient http, CancellationToken stop)
    {
        try
        {
            if (await StartAllAsync(http, stop) is { } failure)
            {
                return failure;
            }

            await AnnounceAsync(options, http, stop);
            return await AnyGivenUpAsync().WaitAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<string?> StartAllAsync(HttpClient http, CancellationToken stop)
    {
        foreach (var spec in plan)
        {
            var child = new Child(spec, _environment, terminal, time);
            _children.Add(child);
            if (await StartAsync(child, http, stop) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private async Task<string?> StartAsync(Child child, HttpClient http, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(StartDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            var first = await Task.WhenAny(child.FirstReady, AnyGivenUpAsync()).WaitAsync(either.Token);
            if (first is Task<string?> givenUp)
            {
                return await givenUp;
            }

            await ServiceState.WaitUntilAliveAsync(http, (await child.FirstReady).Url, time, either.Token);
            return null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return $"{child.Name} did not say within {StartDeadline.TotalSeconds:0} s that it listens. Its lines above say what it was doing.";
        }
    }

    private async Task AnnounceAsync(AppHostOptions options, HttpClient http, CancellationToken stop)
    {
        var urls = await Task.WhenAll(_children.Select(child => child.FirstReady));
        if (await SessionState.ReadAsync(http, urls[0].Url, stop) is { Note: { } note })
        {
            terminal.Say(note);
        }

        if (!options.IsLoopback && await FirstKey.AskAsync(http, urls[0].Url, stop) is { } first)
        {
            terminal.Say(first);
        }

        var url = urls[^1].Url;
        var state = await ServiceState.SettledAsync(http, url, time, stop);
        terminal.Say(state.State == ReadinessState.Ready
            ? $"Agents runs at {url} (Ctrl+C stops it; data in {options.DataFolder})"
            : $"Agents runs at {url} ({state.State.ToString().ToLowerInvariant()}: {state.Reason})");
        if (new ServerAddress(url).Publish(options.DataFolder) is { } unwritten)
        {
            terminal.Say(unwritten);
        }

        if (options.Open && Browser.Open(url) is { } problem)
        {
            terminal.Say(problem);
        }
    }

    private async Task<string?> AnyGivenUpAsync()
    {
        var ended = await Task.WhenAny(_children.Select(child => child.Ended));
        return await ended;
    }

    private async Task StopAllAsync(CancellationToken force)
    {
        terminal.Say("Stopping.");
        foreach (var child in Enumerable.Reverse(_children))
        {
            await child.StopAsync(StopDeadline, force);
            child.Dispose();
        }

        terminal.Say("Stopped.");
    }
}
