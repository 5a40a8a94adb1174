namespace Orleans.Runtime;

/// <summary>Ends an enumeration on the activation's scheduler. As a pull, it does not hold deactivation up.</summary>
internal sealed class EnumerationClose : Call
{
    private readonly EnumerationSession _session;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EnumerationClose(EnumerationSession session)
    {
        _session = session;
        Mode = CallMode.Interleaving;
    }

    public Task Ended => _ended.Task;

    /// <summary>Deactivation ends the enumeration itself.</summary>
    public override void Reject(Exception reason) => _ended.TrySetResult();

    protected override Task Start(Activation activation)
    {
        _ = CloseAsync();
        return Task.CompletedTask;
    }

    protected override void Finish(Activation activation, Task outcome)
    {
    }

    private async Task CloseAsync()
    {
        try
        {
            await _session.AbortAsync();
            _ended.TrySetResult();
        }
        catch (Exception error)
        {
            _ended.TrySetException(error);
        }
    }
}
