namespace Agents.Silo.Deployments;

/// <summary>Tells who waits for it that deployments or keys have changed.</summary>
internal sealed class RouteSignal
{
    private volatile TaskCompletionSource _next = New();

    /// <summary>Completes with the next change. Take it before looking at what is there.</summary>
    public Task Next => _next.Task;

    public void Raise() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
