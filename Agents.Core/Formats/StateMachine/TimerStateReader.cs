using Agents.Core.Diagnostics;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads a <c>timer</c>: how long, or until when.</summary>
internal static class TimerStateReader
{
    public static State Read(StateReader state)
    {
        var keys = state.LookInInput().Keys;
        var duration = keys.Find("duration", "seconds");
        var until = keys.Find("until");
        if (duration is null && until is null)
        {
            keys.Missing("duration", "Say how long: 'duration: 30s', or 'until: 2026-01-31T09:00:00Z'.");
        }

        if (duration is not null && until is not null)
        {
            keys.Bag.Error(DiagnosticCodes.ConflictingKeys, until.Place, $"{MappingReader.Capital(keys.What)} has both 'duration' and 'until'.", "Keep one of them.");
        }

        return new TimerState(state.Name) { Duration = Durations.Read(duration, $"'duration' of {keys.What}", keys.Bag), Until = state.TemplateOf(until, "until") };
    }
}
