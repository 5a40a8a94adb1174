namespace Orleans.Runtime;

internal sealed partial class Activation : IAsyncDisposable
{
    private readonly CancellationTokenSource _activationEnded = new();
    private List<Func<CancellationToken, Task>>? _loads;
    private TaskCompletionSource? _deactivated;
    private DeactivationReason _reason;
    private CancellationToken _deactivationToken;
    private bool _wasValid;
    private bool _isActivating;
    private bool _isFinishing;

    public Task Deactivated
    {
        get
        {
            lock (Gate)
            {
                _deactivated ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _state == ActivationState.Invalid ? Task.CompletedTask : _deactivated.Task;
            }
        }
    }

    private bool CanFinish => _mailbox.Running == 0 && !_isActivating && !_isFinishing;

    /// <summary>Has state that the grain's constructor declares loaded before <see cref="IGrainBase.OnActivateAsync"/>.</summary>
    public void LoadFirst(Func<CancellationToken, Task> load) => (_loads ??= []).Add(load);

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        bool isActivating;
        lock (Gate)
        {
            if (!TryBeginDeactivation(deactivationReason, cancellationToken))
            {
                return;
            }

            isActivating = _isActivating;
        }

        if (isActivating)
        {
            _activationEnded.Cancel();
        }

        Wake();
    }

    /// <summary>Makes the grain and lets it activate. Whatever goes wrong ends in deactivation, which fails the waiting calls.</summary>
    public async Task ActivateAsync()
    {
        try
        {
            await StartGrainAsync();
            EndActivation(failure: null);
        }
        catch (Exception error)
        {
            LogActivationFailed(Silo.Logger, error, GrainId);
            EndActivation(new DeactivationReason(DeactivationReasonCode.ActivationFailed, error, "Failed to activate grain."));
        }
    }

    /// <summary>Ends the activation: no call runs any more, those that wait move on to the next activation.</summary>
    public async Task FinishAsync()
    {
        DisposeTimers();
        if (_wasValid && GrainInstance is IGrainBase grain)
        {
            await DeactivateGrainAsync(grain);
        }

        await DisposeAsync();
        Class.Remove(this);
        List<Call> waiting;
        TaskCompletionSource? deactivated;
        lock (Gate)
        {
            _state = ActivationState.Invalid;
            waiting = _mailbox.TakeWaiting();
            deactivated = _deactivated;
        }

        waiting.ForEach(MoveOn);
        deactivated?.TrySetResult();
    }

    private bool TryBeginDeactivation(DeactivationReason reason, CancellationToken token)
    {
        if (_state is ActivationState.Deactivating or ActivationState.Invalid)
        {
            return false;
        }

        _wasValid = _state == ActivationState.Valid;
        _state = ActivationState.Deactivating;
        _reason = reason;
        _deactivationToken = token;
        return true;
    }

    private void EndActivation(DeactivationReason? failure)
    {
        lock (Gate)
        {
            _isActivating = false;
            if (failure is { } reason)
            {
                // Where someone else's deactivation came first, its reason stands and the waiting calls move on.
                TryBeginDeactivation(reason, CancellationToken.None);
            }
            else if (_state == ActivationState.Activating)
            {
                _state = ActivationState.Valid;
            }
        }

        Wake();
    }

    private async Task StartGrainAsync()
    {
        GrainInstance = Class.CreateInstance(this);
        var timeout = Silo.Collection.ActivationTimeout;
        foreach (var load in _loads ?? [])
        {
            await load(_activationEnded.Token).WaitAsync(timeout, Silo.Time, _activationEnded.Token);
        }

        if (GrainInstance is IGrainBase grain)
        {
            await Within(timeout, grain.OnActivateAsync(_activationEnded.Token));
        }
    }

    private async Task Within(TimeSpan timeout, Task activating)
    {
        if (activating.IsCompleted)
        {
            await activating;
            return;
        }

        try
        {
            await activating.WaitAsync(timeout, Silo.Time, _activationEnded.Token);
        }
        catch (TimeoutException)
        {
            await _activationEnded.CancelAsync();
            throw;
        }
    }

    private async Task DeactivateGrainAsync(IGrainBase grain)
    {
        using var deadline = new CancellationTokenSource(Silo.Collection.DeactivationTimeout, Silo.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _deactivationToken);
        try
        {
            await grain.OnDeactivateAsync(_reason, either.Token).WaitAsync(either.Token);
        }
        catch (Exception error)
        {
            LogDeactivationFailed(Silo.Logger, error, GrainId);
        }
    }

    /// <summary>Disposes what the grain and its services hold. Errors are logged: nobody is left to handle them.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await AbortEnumerationsAsync();
            await DisposeAsync(GrainInstance);
            await DisposeAsync(_scope);
        }
        catch (Exception error)
        {
            LogDisposalFailed(Silo.Logger, error, GrainId);
        }
    }

    private static async ValueTask DisposeAsync(object? disposable)
    {
        if (disposable is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else
        {
            (disposable as IDisposable)?.Dispose();
        }
    }

    private void MoveOn(Call call)
    {
        if (call.StaysWithActivation)
        {
            return;
        }

        if (_reason.Exception is { } error)
        {
            call.Reject(error);
        }
        else if (call.TryReroute())
        {
            Class.Send(Key, call);
        }
        else
        {
            call.Reject(new OrleansMessageRejectionException($"{GrainId} deactivated each time before {call} could run: {_reason}"));
        }
    }

    private void Wake()
    {
        bool claimed;
        lock (Gate)
        {
            claimed = HasWork && _scheduler.Claim();
        }

        if (claimed)
        {
            _scheduler.Schedule();
        }
    }
}
