using System.Text;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions.Replays;

/// <summary>
/// Decides a journal again: from each recorded result, and from nothing else, must follow the events that were recorded after it. What breaks this
/// is a definition, or a program, that does not do what it did.
/// </summary>
public static class Replay
{
    /// <summary>Replays a journal.</summary>
    /// <param name="journal">All events of one execution.</param>
    /// <param name="plan">The workflow version that it runs.</param>
    /// <exception cref="InvalidDataException">The journal is broken: it cannot be folded.</exception>
    public static ReplayResult Of(IReadOnlyList<ExecutionEvent> journal, Workflow plan)
    {
        var (state, seq, decided) = (ExecutionState.None, 0, 0);
        while (seq < journal.Count)
        {
            var (taken, isDecided, difference) = Next(state, plan, journal, seq);
            if (difference is not null)
            {
                return new ReplayResult(journal.Count, decided, difference);
            }

            state = Execution.Fold(state, journal.Skip(seq).Take(taken));
            seq += taken;
            decided += isDecided ? taken : 0;
        }

        return new ReplayResult(journal.Count, decided, null);
    }

    private static (int Taken, bool IsDecided, ReplayedEvent? Difference) Next(ExecutionState state, Workflow plan, IReadOnlyList<ExecutionEvent> journal, int seq)
    {
        ReplayedEvent? first = null;
        foreach (var decision in RecordedCommands.Decisions(state, plan, journal, seq))
        {
            if (decision is not Accepted { Events: { Count: > 0 } events })
            {
                continue;
            }

            if (Difference(journal, seq, events) is not { } difference)
            {
                return (events.Count, true, null);
            }

            first ??= difference;
        }

        return (RecordedCommands.CopiedFrom(journal, seq), false, first);
    }

    private static ReplayedEvent? Difference(IReadOnlyList<ExecutionEvent> journal, int seq, IReadOnlyList<ExecutionEvent> events)
    {
        for (var index = 0; index < events.Count; index++)
        {
            var recorded = seq + index < journal.Count ? journal[seq + index] : null;
            var (before, now) = (recorded is null ? null : Text(recorded), Text(Comparable(events[index], recorded)));
            if (before != now)
            {
                return new ReplayedEvent(seq + index + 1, before, now);
            }
        }

        return null;
    }

    // How long a retry waits is partly chance, and what chance said is recorded.
    private static ExecutionEvent Comparable(ExecutionEvent decided, ExecutionEvent? recorded)
        => decided is StepFailed { RetryAt: not null } failed && recorded is StepFailed { RetryAt: { } retryAt } ? failed with { RetryAt = retryAt } : decided;

    private static string Text(ExecutionEvent happened) => Encoding.UTF8.GetString(JsonBuffer.Write(happened, static (writer, happened) => happened.WriteTo(writer)));
}
