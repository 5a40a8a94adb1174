namespace Agents.Silo.Models.Wires;

/// <summary>How long a call waits in silence: a while for the first sign, then a while after each.</summary>
internal sealed class WirePatience : IDisposable
{
    private readonly ProviderSettings _settings;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _either;

    public WirePatience(ProviderSettings settings, TimeProvider time, CancellationToken caller)
    {
        _settings = settings;
        _caller = caller;
        _silence = new CancellationTokenSource(settings.FirstTokenTimeout, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _silence.Token);
    }

    /// <summary>Cancelled when the caller gives up or patience is over.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>The server has sent the head of its answer.</summary>
    public bool HasAnswered { get; set; }

    /// <summary>The server has sent part of its answer.</summary>
    public bool HasBegun { get; private set; }

    public bool IsCancelled => _caller.IsCancellationRequested;

    /// <summary>The server was silent for too long; false where the caller gave up.</summary>
    public bool IsOver => _silence.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>The limit that holds now.</summary>
    public TimeSpan Limit => HasBegun ? _settings.IdleTimeout : _settings.FirstTokenTimeout;

    public void Heard()
    {
        HasBegun = true;
        _silence.CancelAfter(_settings.IdleTimeout);
    }

    public void Dispose()
    {
        _either.Dispose();
        _silence.Dispose();
    }
}
