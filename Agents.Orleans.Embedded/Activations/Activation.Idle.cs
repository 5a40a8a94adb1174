namespace Orleans.Runtime;

internal sealed partial class Activation
{
    /// <summary>See <see cref="Grain.DelayDeactivation"/>.</summary>
    public void DelayDeactivation(TimeSpan timeSpan)
    {
        var heartbeat = Silo.Heartbeat;
        lock (Gate)
        {
            _keepAliveUntil = timeSpan == TimeSpan.MaxValue || timeSpan == Timeout.InfiniteTimeSpan ? int.MaxValue
                : timeSpan <= TimeSpan.Zero ? 0
                : heartbeat.BeatAfter(timeSpan);
        }
    }

    /// <summary>Deactivates the grain when it has not been used for its collection age.</summary>
    public void DeactivateIfIdle(int beat)
    {
        lock (Gate)
        {
            var isIdle = _state == ActivationState.Valid && _mailbox.Running + _mailbox.Waiting == 0 && !HasWaitingEnumerations
                && beat >= _keepAliveUntil && beat - _lastUse >= Class.CollectionAgeInBeats;
            if (!isIdle || !TryBeginDeactivation(
                new DeactivationReason(DeactivationReasonCode.ActivationIdle, "This activation has become idle."), CancellationToken.None))
            {
                return;
            }
        }

        Wake();
    }
}
