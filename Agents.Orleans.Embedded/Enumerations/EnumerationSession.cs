namespace Orleans.Runtime;

/// <summary>The grain's side of an enumeration, whatever its elements are.</summary>
internal abstract class EnumerationSession
{
    /// <summary>Whether the caller waits for elements now: the grain is in use.</summary>
    public abstract bool HasWaitingPull { get; }

    /// <summary>Ends the enumeration because its grain goes; on the activation's scheduler.</summary>
    public abstract Task AbortAsync();
}

/// <summary>One enumeration: holds the grain method's enumerator and moves it on the activation's scheduler only.</summary>
/// <remarks>
/// A pull takes all elements that are ready, up to <see cref="LargestBatch"/>, and waits only when there are none; so a slow producer
/// gives each element at once and a fast one costs few calls. An element that is on its way when a batch leaves stays in
/// <see cref="_moving"/> for the next pull.
/// </remarks>
internal sealed class EnumerationSession<T> : EnumerationSession
{
    private const int LargestBatch = 100;

    private readonly EmbeddedSilo _silo;
    private readonly string _name;
    private readonly Func<object, IAsyncEnumerable<T>> _open;
    private readonly CancellationToken _callerToken;
    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationTokenSource _closing;
    private readonly Lock _gate = new();
    private Activation? _activation;
    private IAsyncEnumerator<T>? _enumerator;
    private volatile EnumerationPull<T>? _pull;
    private Task<bool>? _moving;
    private Exception? _error;
    private bool _isAtEnd;
    private bool _isClosed;

    public EnumerationSession(EmbeddedSilo silo, string name, Func<object, IAsyncEnumerable<T>> open, CancellationToken callerToken)
    {
        _silo = silo;
        _name = name;
        _open = open;
        _callerToken = callerToken;
        _closing = CancellationTokenSource.CreateLinkedTokenSource(callerToken);
        _registration = callerToken.UnsafeRegister(static (session, token) => ((EnumerationSession<T>)session!)._pull?.Cancel(token), this);
    }

    public override bool HasWaitingPull => _pull is { IsAbandoned: false };

    private static EnumerationAbortedException Aborted => new("Enumeration aborted: the grain was deactivated since it began.");

    /// <summary>A new pull for the caller to send. It fails by itself when the caller's token is cancelled.</summary>
    public EnumerationPull<T> NewPull()
    {
        var pull = new EnumerationPull<T>(this);
        _pull = pull;
        if (_callerToken.IsCancellationRequested)
        {
            pull.Cancel(_callerToken);
        }

        return pull;
    }

    /// <summary>Sends a later pull to the activation where the enumeration began.</summary>
    public void Post(EnumerationPull<T> pull)
    {
        if (_activation?.Post(pull) != true)
        {
            pull.Reject(Aborted);
        }
    }

    /// <summary>Serves a pull, on the activation's scheduler.</summary>
    public void Pull(Activation activation, EnumerationPull<T> pull)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                pull.Reject(_error ?? Aborted);
                return;
            }

            _activation = activation;
        }

        if (_enumerator is null)
        {
            activation.Add(this);
            _enumerator = _open(activation.GrainInstance!).GetAsyncEnumerator(_closing.Token);
        }

        _ = ServeAsync(pull);
    }

    /// <summary>Ends the enumeration because the caller is done with it; from any thread.</summary>
    public async ValueTask CloseAsync()
    {
        await _registration.DisposeAsync();
        Activation? activation;
        lock (_gate)
        {
            activation = _activation;
            _isClosed |= activation is null;
        }

        var closing = new EnumerationClose(this);
        if (activation?.Post(closing) == true)
        {
            await closing.Ended;
        }
    }

    public override async Task AbortAsync()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
        }

        _pull?.Reject(Aborted);
        await _closing.CancelAsync();
        Task moving = _moving ?? Task.FromResult(true);
        await moving.WaitAsync(_silo.Messaging.ResponseTimeout, _silo.Time).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (moving.IsCompleted && _enumerator is not null)
        {
            await _enumerator.DisposeAsync();
        }

        _activation!.Remove(this);
    }

    public override string ToString() => _name;

    private async Task ServeAsync(EnumerationPull<T> pull)
    {
        List<T> batch = [];
        try
        {
            while (batch.Count < LargestBatch && await MoveNextAsync(batch.Count > 0))
            {
                batch.Add(_silo.Copier is { } copier ? copier.Copy(_enumerator!.Current) : _enumerator!.Current);
            }
        }
        catch (Exception error)
        {
            _error = error;
            _moving = null;
        }

        // An error after some elements is given with the next pull: the elements before it are not lost.
        if (_error is not null && batch.Count == 0)
        {
            pull.Reject(_error);
        }
        else
        {
            pull.Succeed(batch);
        }
    }

    /// <summary>Moves on; false at the end, and where the next element is not ready and the batch need not wait for it.</summary>
    private async ValueTask<bool> MoveNextAsync(bool onlyIfReady)
    {
        if (_isAtEnd || _error is not null)
        {
            return false;
        }

        _moving ??= _enumerator!.MoveNextAsync().AsTask();
        if (onlyIfReady && !_moving.IsCompleted)
        {
            return false;
        }

        var hasNext = await _moving;
        _moving = null;
        _isAtEnd = !hasNext;
        return hasNext;
    }
}
