using System.ComponentModel;
using Agents.AppHost.Console;
using Agents.ServiceDefaults.Children;

namespace Agents.AppHost.Children;

/// <summary>
/// A service and its successive processes. Only an exit causes a restart: a child that is slow or not ready is left alone,
/// because killing it would lose what it is doing.
/// </summary>
internal sealed class Child : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<ReadyLine> _firstReady = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ChildSpec _spec;
    private readonly ChildEnvironment _environment;
    private readonly Terminal _terminal;
    private readonly TimeProvider _time;

    private volatile ChildProcess? _process;
    private string? _bind;

    public Child(ChildSpec spec, ChildEnvironment environment, Terminal terminal, TimeProvider time)
    {
        _spec = spec;
        _environment = environment;
        _terminal = terminal;
        _time = time;
        _bind = spec.Bind;
        Ended = KeepRunningAsync();
    }

    public string Name => _spec.Name;

    /// <summary>Completes when the child first says where it listens.</summary>
    public Task<ReadyLine> FirstReady => _firstReady.Task;

    /// <summary>Completes with null after a stop that was asked for, else with the reason for giving the child up.</summary>
    public Task<string?> Ended { get; }

    /// <summary>Id of the process that runs now; null between two of them.</summary>
    public int? ProcessId => _process?.ProcessId;

    /// <summary>Asks the child to stop and waits; after the deadline, or when forced, ends it.</summary>
    public async Task StopAsync(TimeSpan deadline, CancellationToken force)
    {
        await _stopping.CancelAsync();
        _process?.Ask();
        using var late = new CancellationTokenSource(deadline, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, force);
        try
        {
            await Ended.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            _terminal.Say(force.IsCancellationRequested ? $"Ending {Name} at once." : $"{Name} did not stop within {deadline.TotalSeconds:0} s and is ended.");
            _process?.Kill();
            await Ended;
        }
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.Dispose();
        _stopping.Dispose();
    }

    private async Task<string?> KeepRunningAsync()
    {
        var rapidDeaths = 0;
        while (!_stopping.IsCancellationRequested)
        {
            var started = _time.GetTimestamp();
            if (TryStart(out var failure) is not { } process)
            {
                return failure;
            }

            var exitCode = await LiveAsync(process);
            if (_stopping.IsCancellationRequested)
            {
                break;
            }

            switch (RestartPolicy.Decide(rapidDeaths, _time.GetElapsedTime(started), exitCode))
            {
                case RestartDecision.GiveUp givenUp:
                    return $"{Name} was given up (exit code {exitCode}): {givenUp.Reason}.";
                case RestartDecision.Restart restart:
                    rapidDeaths = restart.RapidDeaths;
                    await WaitToRestartAsync(exitCode, restart);
                    break;
            }
        }

        return null;
    }

    private ChildProcess? TryStart(out string? failure)
    {
        try
        {
            failure = null;
            return _process = ChildProcess.Start(_spec, _environment, _bind, _terminal, _time);
        }
        catch (Win32Exception impossible)
        {
            failure = $"{Name} cannot be started: {_spec.Program}: {impossible.Message}. Build the solution first: dotnet build";
            return null;
        }
    }

    private async Task<int> LiveAsync(ChildProcess process)
    {
        using (process)
        {
            if (_stopping.IsCancellationRequested)
            {
                // The stop came while the process was being started and found nobody to ask.
                process.Ask();
            }

            if (await Task.WhenAny(process.Ready, process.Exited) == process.Ready)
            {
                Remember(await process.Ready);
            }

            var exitCode = await process.Exited;
            _process = null;
            return exitCode;
        }
    }

    // The next process gets the same port, so that nobody has to be told a new address.
    private void Remember(ReadyLine ready)
    {
        _bind = _spec.Bind ?? ready.Url;
        if (_spec.UrlVariable is { } variable)
        {
            _environment.Set(variable, ready.Url);
        }

        if (!_firstReady.TrySetResult(ready))
        {
            _terminal.Say($"{Name} runs again.");
        }
    }

    private async Task WaitToRestartAsync(int exitCode, RestartDecision.Restart restart)
    {
        _terminal.Say($"{Name} died with exit code {exitCode}; starting it again in {restart.After.TotalSeconds:0.#} s.");
        try
        {
            await Task.Delay(restart.After, _time, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop meanwhile: the loop sees it.
        }
    }
}
