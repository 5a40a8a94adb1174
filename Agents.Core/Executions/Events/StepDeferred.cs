using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A budget did not allow a step's next call: it was not made, and the step waits until the execution goes on.</summary>
/// <param name="At">When.</param>
/// <param name="StepId">The step.</param>
/// <param name="Attempt">The attempt that was under way.</param>
/// <param name="NextAttempt">The attempt that comes next: the same one where it had made no call.</param>
public sealed record StepDeferred(DateTimeOffset At, StepId StepId, int Attempt, int NextAttempt) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "step.deferred";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state)
        => state.With((state.FindStep(StepId) ?? throw new InvalidDataException($"The journal names the step '{StepId}', which is not open.")) with
        {
            Status = StepStatus.Pending,
            Attempt = NextAttempt,
            Deadline = null,
        });

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        writer.WriteNumber("attempt"u8, Attempt);
        writer.WriteNumber("next_attempt"u8, NextAttempt);
    }

    internal static StepDeferred Read(JsonObject json, DateTimeOffset at)
        => new(at, new StepId(json.Text("step_id")), json.Integer("attempt"), json.Integer("next_attempt"));
}
