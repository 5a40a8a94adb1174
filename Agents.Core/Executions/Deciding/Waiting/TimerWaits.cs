using System.Globalization;
using Agents.Core.Evaluation;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Waits for a time. A time that has passed already is due at once.</summary>
internal static class TimerWaits
{
    public static void Begin(Draft draft, TimerState timer, StepState step)
    {
        if (timer.Until is null || draft.State.Overrides.SkipsTimers)
        {
            draft.Record(new TimerStarted(draft.Now, step.Id, draft.State.Overrides.SkipsTimers ? draft.Now : draft.Now + (timer.Duration ?? TimeSpan.Zero)));
            return;
        }

        var text = Templating.Text(timer.Until, Waiting.Scope(draft, step));
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var until))
        {
            draft.Record(new TimerStarted(draft.Now, step.Id, until));
            return;
        }

        Finishing.Fail(draft, step, new ExecutionError(ErrorCategory.Validation, $"'until' gave '{text}', which is no time. Give one like 2026-01-31T09:00:00Z."), jitter: 0);
    }

    /// <summary>A timer passes its input through, so that the state after it works on what came before it.</summary>
    public static JsonValue Output(Draft draft, StepState step) => step.Input is JsonNull ? draft.State.FrameOf(step.Branch).LastOutput : step.Input;
}
