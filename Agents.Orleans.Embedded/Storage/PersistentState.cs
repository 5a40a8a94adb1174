using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>One named state of one activation. Operations of an interleaving grain go to the storage one after another.</summary>
internal sealed class PersistentState<TState> : IPersistentState<TState>
{
    private readonly Activation _activation;
    private readonly string _name;
    private readonly IGrainStorage _storage;
    private readonly GrainState<TState> _state = new();
    private Task _last = Task.CompletedTask;
    private QueuedWrite? _queuedWrite;
    private bool _isRead;

    public PersistentState(Activation activation, string name, IGrainStorage storage)
    {
        _activation = activation;
        _name = name;
        _storage = storage;
        activation.LoadFirst(ReadStateAsync);
    }

    public TState State
    {
        get
        {
            RequireOwnTurn();
            return _state.State!;
        }

        set
        {
            RequireOwnTurn();
            _state.State = value;
        }
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _isRead ? _state.RecordExists : throw new InvalidOperationException("State has not yet been loaded");

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => Enqueue(async () =>
    {
        await _storage.ReadStateAsync(_name, _activation.GrainId, _state, cancellationToken);
        _isRead = true;
    });

    public Task ClearStateAsync(CancellationToken cancellationToken)
        => Enqueue(() => _storage.ClearStateAsync(_name, _activation.GrainId, _state, cancellationToken));

    /// <summary>Joins a write that waits and has not begun: it will store what the state is when it begins.</summary>
    public Task WriteStateAsync(CancellationToken cancellationToken)
    {
        RequireOwnTurn();
        if (!cancellationToken.CanBeCanceled && _queuedWrite is { HasBegun: false } queued && _last == queued.Ended)
        {
            return queued.Ended;
        }

        var write = new QueuedWrite();
        write.Ended = Enqueue(() =>
        {
            write.HasBegun = true;
            return _storage.WriteStateAsync(_name, _activation.GrainId, _state, cancellationToken);
        });
        _queuedWrite = write;
        return write.Ended;
    }

    private Task Enqueue(Func<Task> operation)
    {
        RequireOwnTurn();
        return _last = RunAsync(_last, operation);
    }

    private static async Task RunAsync(Task before, Func<Task> operation)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await operation();
    }

    private void RequireOwnTurn()
    {
        if (!ReferenceEquals(RuntimeContext.Current, _activation))
        {
            throw new InvalidOperationException($"State \"{_name}\" of {_activation.GrainId} is used outside of the grain's turns: return to the grain first.");
        }
    }

    private sealed class QueuedWrite
    {
        public bool HasBegun { get; set; }

        public Task Ended { get; set; } = Task.CompletedTask;
    }
}
