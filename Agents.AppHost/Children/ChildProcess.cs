using System.Diagnostics;
using Agents.AppHost.Console;
using Agents.ServiceDefaults.Children;

namespace Agents.AppHost.Children;

/// <summary>One life of a child: its pipes, its ready line, its end.</summary>
internal sealed class ChildProcess : IDisposable
{
    // A grandchild may hold the pipes open after the child is gone; its last lines are not worth waiting for.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource<ReadyLine> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly Process _process;
    private readonly StreamWriter _input;
    private readonly ChildSpec _spec;
    private readonly Terminal _terminal;
    private bool _asked;
    private bool _disposed;

    private ChildProcess(Process process, ChildSpec spec, Terminal terminal, TimeProvider time)
    {
        _process = process;
        _input = process.StandardInput;
        _spec = spec;
        _terminal = terminal;
        Exited = RunAsync(time);
    }

    public int ProcessId => _process.Id;

    /// <summary>Completes with the ready line; never where the process ends first.</summary>
    public Task<ReadyLine> Ready => _ready.Task;

    /// <summary>Completes with the exit code, after the last line was logged.</summary>
    public Task<int> Exited { get; }

    public static ChildProcess Start(ChildSpec spec, ChildEnvironment environment, string? bind, Terminal terminal, TimeProvider time)
    {
        var start = new ProcessStartInfo(spec.Program, spec.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        environment.ApplyTo(start, bind);
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{spec.Program} did not start a process of its own.");
        return new ChildProcess(process, spec, terminal, time);
    }

    /// <summary>Asks the child to stop, by ending its input. May be called at any time and more than once.</summary>
    public void Ask()
    {
        lock (_gate)
        {
            if (_asked)
            {
                return;
            }

            _asked = true;
            CloseInput();
        }
    }

    /// <summary>Ends the child and what it has started. Does nothing where it has already ended.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            if (!_disposed && !_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
    }

    public void Dispose()
    {
        Ask();
        lock (_gate)
        {
            _disposed = true;
            _process.Dispose();
        }
    }

    private void CloseInput()
    {
        try
        {
            _input.Close();
        }
        catch (IOException)
        {
            // The pipe is already broken: the child is gone, and Exited says so.
        }
    }

    private async Task<int> RunAsync(TimeProvider time)
    {
        var pumps = Task.WhenAll(PumpAsync(_process.StandardOutput, mayBeReady: true), PumpAsync(_process.StandardError, mayBeReady: false));
        await _process.WaitForExitAsync();
        await Task.WhenAny(pumps, Task.Delay(LastWords, time));
        return _process.ExitCode;
    }

    private async Task PumpAsync(StreamReader output, bool mayBeReady)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (mayBeReady && ReadyLine.TryParse(line) is { } ready && ready.Service == _spec.Name)
            {
                _ready.TrySetResult(ready);
            }
            else
            {
                _terminal.Log(_spec.Name, _spec.Colour, line);
            }
        }
    }
}
