namespace Orleans.Runtime;

internal sealed partial class Activation
{
    private HashSet<GrainTimer>? _timers;

    /// <summary>Takes a timer in, to dispose it with the activation; false when that is over already.</summary>
    public bool TryAdd(GrainTimer timer)
    {
        lock (Gate)
        {
            return !_isFinishing && _state != ActivationState.Invalid && (_timers ??= []).Add(timer);
        }
    }

    public void Remove(GrainTimer timer)
    {
        lock (Gate)
        {
            _timers?.Remove(timer);
        }
    }

    private void DisposeTimers()
    {
        List<GrainTimer> timers;
        lock (Gate)
        {
            timers = [.. _timers ?? []];
            _timers = null;
        }

        timers.ForEach(timer => timer.Dispose());
    }
}
