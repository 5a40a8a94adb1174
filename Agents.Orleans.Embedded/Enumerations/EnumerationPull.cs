using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>
/// A caller's request for the next elements. It interleaves, and ends its turn at once: the session answers when there are elements,
/// however long that takes, and deactivation does not wait for it.
/// </summary>
internal sealed class EnumerationPull<T> : Call
{
    private readonly EnumerationSession<T> _session;
    private readonly TaskCompletionSource<List<T>> _elements = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EnumerationPull(EnumerationSession<T> session)
    {
        _session = session;
        Mode = CallMode.Interleaving;
        Trace = Activity.Current;
    }

    /// <summary>The next elements; none at the end.</summary>
    public Task<List<T>> Elements => _elements.Task;

    public override bool IsAbandoned => _elements.Task.IsCompleted;

    public override void Reject(Exception reason) => _elements.TrySetException(reason);

    public void Succeed(List<T> elements) => _elements.TrySetResult(elements);

    public void Cancel(CancellationToken token) => _elements.TrySetCanceled(token);

    public override string ToString() => _session.ToString();

    protected override Task Start(Activation activation)
    {
        _session.Pull(activation, this);
        return Task.CompletedTask;
    }

    protected override void Finish(Activation activation, Task outcome)
    {
        if (outcome.Exception?.InnerException is { } error)
        {
            Reject(error);
        }
    }
}
