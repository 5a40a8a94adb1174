using System.Runtime.InteropServices;

namespace Agents.AppHost.Console;

/// <summary>Ctrl+C, SIGTERM and a closed terminal ask for a stop; a second one forces it.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _force = new();
    private readonly PosixSignalRegistration[] _signals;

    public StopSignals()
        => _signals = [On(PosixSignal.SIGINT), On(PosixSignal.SIGTERM), On(PosixSignal.SIGHUP), On(PosixSignal.SIGQUIT)];

    public CancellationToken Stop => _stop.Token;

    public CancellationToken Force => _force.Token;

    /// <summary>What a signal does; also for tests, which cannot signal themselves.</summary>
    public void Ask()
    {
        if (_stop.IsCancellationRequested)
        {
            _force.Cancel();
        }
        else
        {
            _stop.Cancel();
        }
    }

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _stop.Dispose();
        _force.Dispose();
    }

    private PosixSignalRegistration On(PosixSignal signal)
        => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Ask();
        });
}
