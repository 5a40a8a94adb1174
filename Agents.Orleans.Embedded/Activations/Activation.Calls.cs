using Orleans.Storage;

namespace Orleans.Runtime;

internal sealed partial class Activation
{
    private bool HasWork => _state switch
    {
        ActivationState.Creating => true,
        ActivationState.Valid => _mailbox.CanStart,
        ActivationState.Deactivating => CanFinish,
        _ => false,
    };

    /// <summary>Puts a call into the mailbox; false when this activation is gone and the caller must find the next one.</summary>
    public bool Post(Call call)
    {
        bool claimed;
        lock (Gate)
        {
            if (_state == ActivationState.Invalid)
            {
                return false;
            }

            _mailbox.Post(call, Class.IsReentrant ? CallMode.Interleaving : call.Mode);
            claimed = HasWork && _scheduler.Claim();
        }

        if (claimed)
        {
            _scheduler.Schedule();
        }

        return true;
    }

    /// <summary>The next thing to start, under the lock: activation, deactivation, or a call.</summary>
    public Turn? TakeTurn()
    {
        switch (_state)
        {
            case ActivationState.Creating:
                _state = ActivationState.Activating;
                _isActivating = true;
                return LifecycleStep.Activate;
            case ActivationState.Valid:
                return _mailbox.Start();
            case ActivationState.Deactivating when CanFinish:
                _isFinishing = true;
                return LifecycleStep.Deactivate;
            default:
                return null;
        }
    }

    /// <summary>Remembers a call that awaits, so that its deadline is watched.</summary>
    public void Keep(Call call)
    {
        lock (Gate)
        {
            _mailbox.Keep(call);
        }
    }

    /// <summary>Notes that a call has ended, on whatever thread it did, and starts what waited for it.</summary>
    public void Retire(Call call)
    {
        bool claimed;
        lock (Gate)
        {
            _mailbox.Retire(call);
            if (call.KeepsAlive)
            {
                _lastUse = Silo.Heartbeat.Beat;
            }

            claimed = HasWork && _scheduler.Claim();
        }

        if (claimed)
        {
            _scheduler.Schedule();
        }
    }

    /// <summary>Fails the callers whose response timeout has passed.</summary>
    public void TimeOutCalls(int beat)
    {
        List<Call> expired;
        lock (Gate)
        {
            if (_mailbox.Running + _mailbox.Waiting == 0)
            {
                return;
            }

            expired = _mailbox.Expired(beat);
        }

        expired.ForEach(call => call.TimeOut());
    }

    /// <summary>Fails every caller that still waits, because the silo ends. What runs, runs on unheard.</summary>
    public void Abandon()
    {
        List<Call> unanswered;
        lock (Gate)
        {
            unanswered = _mailbox.Expired(int.MaxValue);
        }

        unanswered.ForEach(call => call.Reject(new SiloUnavailableException($"The silo stopped before {call} ended.")));
    }

    /// <summary>A storage conflict that leaves the grain means that its memory is stale: it starts again from storage.</summary>
    public void OnCallFailed(Call call, Exception error)
    {
        if (error is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            LogInconsistentState(Silo.Logger, error, call, GrainId);
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, error.Message));
        }
    }

    public void OnOneWayFailed(Call call, Exception error)
    {
        LogOneWayFailed(Silo.Logger, error, call, GrainId);
        OnCallFailed(call, error);
    }
}
