using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads a <c>signal</c>: the name that is waited for, and where to go when it does not come.</summary>
internal static class SignalStateReader
{
    public static State? Read(StateReader state)
    {
        var keys = state.LookInInput().Keys;
        var signal = keys.RequireText("signal", "signalName", "signal_name", "event");
        var timeout = keys.Find("onTimeout", "on_timeout");
        var target = keys.TextOf(timeout, "onTimeout");
        if (target is "fail" or "timed_out")
        {
            target = null;
        }
        else if (target is not null)
        {
            state.AddTarget(timeout!, target, TargetKind.Conditional);
        }

        return signal is null ? null : new SignalState(state.Name) { Signal = signal, OnTimeout = target };
    }
}
