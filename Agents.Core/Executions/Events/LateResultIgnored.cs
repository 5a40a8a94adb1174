using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A result came after its execution had ended or after its attempt was given up; nothing changes but the record, and what it cost is counted.</summary>
public sealed record LateResultIgnored(DateTimeOffset At, StepId StepId, int Attempt) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "step.late_result_ignored";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => state;

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        writer.WriteNumber("attempt"u8, Attempt);
    }

    internal static LateResultIgnored Read(JsonObject json, DateTimeOffset at) => new(at, new StepId(json.Text("step_id")), json.Integer("attempt"));
}
